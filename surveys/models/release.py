from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _


class Release(models.Model):
    """A published, frozen instrument. The same key and version can never mean two contents."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(
        "organisations.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: for everybody."),
    )
    key = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    title = models.CharField(_("title"), max_length=200)
    sha256 = models.CharField(max_length=64)
    definition = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "key", "version"), name="release_once_per_version", nulls_distinct=False
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"
