from django.db import migrations, models


class Migration(migrations.Migration):
    """Let the second record of somebody who stood in the list twice stay in the frame of its round."""

    dependencies = [("surveys", "0007_removing")]

    operations = [
        migrations.RemoveConstraint("framemember", "client_once_per_round"),
        migrations.AddConstraint(
            "framemember",
            models.UniqueConstraint(
                fields=("round", "client"),
                name="client_once_per_round",
                condition=~models.Q(happened="duplicate"),
            ),
        ),
    ]
