from django.db import migrations, models


class Migration(migrations.Migration):
    """Files that were asked for before are CSV in Dutch, and so are those that a process of before asks for."""

    dependencies = [
        ("organisations", "0018_log_is_never_emptied"),
    ]

    operations = [
        migrations.AddField(
            model_name="traceexport",
            name="kind",
            field=models.CharField(
                choices=[("xlsx", "Excel (XLSX)"), ("csv", "plain text (CSV)")], db_default="csv", max_length=10
            ),
        ),
        migrations.AddField(
            model_name="traceexport",
            name="language",
            field=models.CharField(db_default="nl", max_length=12),
        ),
    ]
