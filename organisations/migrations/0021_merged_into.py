import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was merged before stays read by whoever leads the unit above it: into which unit it went was not kept."""

    dependencies = [
        ("organisations", "0020_first_password"),
    ]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="merged_into",
            field=models.ForeignKey(
                help_text="The unit that took over all of it when it was closed; who leads that one reads its past.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="organisations.unit",
            ),
        ),
    ]
