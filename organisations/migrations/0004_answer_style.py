from django.db import migrations, models

import organisations.choices


def hear_it_only(apps, schema_editor):
    """Sound only is an answer style now, no longer a mark beside another one."""
    apps.get_model("organisations", "AnsweringProfile").objects.filter(sound_only=True).update(style="sound")


def mark_it_again(apps, schema_editor):
    apps.get_model("organisations", "AnsweringProfile").objects.filter(style="sound").update(sound_only=True, style="faces")


class Migration(migrations.Migration):

    dependencies = [
        ("organisations", "0003_who_to_talk_to"),
    ]

    operations = [
        migrations.RunPython(hear_it_only, mark_it_again),
        migrations.RemoveField(model_name="answeringprofile", name="sound_only"),
        migrations.AlterField(
            model_name="answeringprofile",
            name="style",
            field=models.CharField(
                blank=True,
                choices=organisations.choices.answer_styles,
                default="",
                help_text="Empty: the one that goes with the questionnaire.",
                max_length=20,
                verbose_name="answer style",
            ),
        ),
    ]
