from django.db import migrations

from organisations.sealing.migrating import seal_tables, unseal_tables

TABLES = [f"supportplans.{name}" for name in ("Agreement", "ChangeFlag", "Goal", "HandOver", "Wish")]


def seal(apps, _schema_editor):
    seal_tables(apps, *TABLES)


def unseal(apps, _schema_editor):
    unseal_tables(apps, *TABLES)


class Migration(migrations.Migration):
    """Seal what was written down before there were seals, in batches."""

    atomic = False
    dependencies = [("supportplans", "0007_sealed_fields"), ("organisations", "0012_data_keys")]
    operations = [migrations.RunPython(seal, unseal)]
