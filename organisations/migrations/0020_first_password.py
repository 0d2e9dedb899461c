from django.db import migrations, models


class Migration(migrations.Migration):
    """Whoever has a password already keeps it."""

    dependencies = [
        ("organisations", "0019_kind_of_log_file"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="first_password_until",
            field=models.DateField(
                null=True,
                help_text="The last day of a password that an administrator saw; empty once its owner chose another one.",
            ),
        ),
    ]
