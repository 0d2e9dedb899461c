import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was handed over stays with who received it when the file that it came from goes."""

    dependencies = [
        ("organisations", "0018_log_is_never_emptied"),
        ("supportplans", "0008_seal_what_is_stored"),
    ]

    operations = [
        migrations.AlterField(
            model_name="handover",
            name="client",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="hand_overs",
                to="organisations.client",
            ),
        ),
    ]
