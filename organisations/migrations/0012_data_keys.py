from django.db import migrations, models
from django.utils.timezone import now

from organisations.sealing.making import ensure_keys


def make_keys(apps, _schema_editor):
    ensure_keys(data_key=apps.get_model("organisations", "DataKey"), at=now())


class Migration(migrations.Migration):
    """Keys that seal; the first are made at once, because what is sealed by later migrations needs them."""

    dependencies = [("organisations", "0011_removing")]

    operations = [
        migrations.CreateModel(
            name="DataKey",
            fields=[
                ("id", models.CharField(editable=False, max_length=8, primary_key=True, serialize=False)),
                ("kind", models.CharField(choices=[("sealing", "seals texts and files"), ("fingerprint", "makes fingerprints")], max_length=12)),
                ("wrapped", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("resealed", models.JSONField(default=dict)),
                ("resealed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "fingerprint")), fields=("kind",), name="one_key_of_fingerprints"
                    )
                ]
            },
        ),
        migrations.RunPython(make_keys, migrations.RunPython.noop),
    ]
