from typing import Any

from django.db import migrations, models


def mark(apps: Any, _editor: object) -> None:
    """Mark what counted as the second of two until now: a member that gave way, about whom nobody answered."""
    cases = apps.get_model("surveys", "Case").objects
    answered = cases.filter(invitations__outcome__in=("complete", "partly")).values("pk")
    twice = cases.filter(frame_member__happened="duplicate", frame_member__eligible=False)
    twice.exclude(pk__in=answered).update(gave_way=True)


class Migration(migrations.Migration):
    dependencies = [
        ("surveys", "0011_sealed_notes"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="gave_way",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
