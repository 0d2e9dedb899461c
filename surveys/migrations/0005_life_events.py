from django.db import migrations, models

OUTCOMES = [
    ("open", "not yet asked"),
    ("complete", "answered"),
    ("partly", "answered in part"),
    ("refused", "preferred not to"),
    ("refused_by_representative", "representative preferred not to"),
    ("no_fit", "no fitting form found"),
    ("not_reached", "not reached"),
    ("left", "left or died before being asked"),
    ("left_after_asked", "left or died after being asked"),
    ("duplicate", "the same person stood in the list twice"),
]
REASONS = [
    ("other_content", "the same id came with other content"),
    ("already_answered", "somebody else answered this invitation first"),
    ("already_refused", "this person had already said: I prefer not to"),
    ("round_closed", "the round had closed"),
    ("client_left", "this is not asked any more: the client left or died"),
]
EVENTS = [
    ("died", "died"),
    ("left", "help ended"),
    ("moved", "moved to another team"),
    ("duplicate", "turned out to stand in the list twice"),
]


class Migration(migrations.Migration):
    dependencies = [("surveys", "0004_media_item"), ("organisations", "0007_life_events")]

    operations = [
        migrations.AddField(
            "framemember",
            "happened",
            models.CharField(
                blank=True,
                choices=EVENTS,
                db_default="",
                max_length=10,
                verbose_name="what happened since the round opened",
            ),
        ),
        migrations.AlterField(
            "invitation", "outcome", models.CharField(choices=OUTCOMES, default="open", max_length=30)
        ),
        migrations.AlterField("outcomechange", "after", models.CharField(choices=OUTCOMES, max_length=30)),
        migrations.AlterField("outcomechange", "before", models.CharField(choices=OUTCOMES, max_length=30)),
        migrations.AlterField("quarantine", "reason", models.CharField(choices=REASONS, max_length=20)),
    ]
