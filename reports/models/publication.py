from uuid import uuid4

from django.db import models


class Publication(models.Model):
    """A frozen snapshot of a round's results, as it passed the disclosure-control gate.

    Immutable: a trigger refuses changes.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey("surveys.Round", models.PROTECT, related_name="publications")
    increment = models.PositiveSmallIntegerField(default=1)
    published_at = models.DateTimeField()
    thresholds = models.JSONField()
    tree = models.JSONField(
        help_text="The round's own copy of the unit tree: [{unit, parent, name, level, is_provider, path}]."
    )
    texts = models.JSONField(help_text="Words of questions, answers and domains per audience, as they were asked.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "increment"), name="publication_once_per_increment"),)

    def __str__(self) -> str:
        return str(self.id)


class PublishedGroup(models.Model):
    """What is published of one unit × audience × informant. The unit is no foreign key: the past does not move."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="groups")
    unit_id = models.UUIDField()
    audience = models.CharField(max_length=10)
    informant = models.CharField(max_length=10)
    n = models.PositiveIntegerField()
    withheld = models.BooleanField()
    results = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("publication", "unit_id", "audience", "informant"), name="group_once"),
        )

    def __str__(self) -> str:
        return str(self.id)
