from django.db import migrations

import organisations.sealing.fields


class Migration(migrations.Migration):
    """What stands beside an answer is sealed like the answer; notes of before open as they are."""

    dependencies = [("surveys", "0010_seal_what_is_stored")]

    operations = [
        migrations.AlterField(
            model_name="answernote",
            name="words",
            field=organisations.sealing.fields.SealedTextField(
                max_length=1000, seal_as="surveys.note.words", verbose_name="what it should be"
            ),
        ),
    ]
