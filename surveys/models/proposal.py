from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import Advice


class InstrumentProposal(models.Model):
    """An instrument of an organisation's own, as it was uploaded: looked at, advised on, and then published.

    The same content for the same unit is one proposal. `content` is the file as it came, `definition` what it says.
    A proposal that was withdrawn can be taken up again; one that was published stays as it is, like its release.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    title = models.CharField(_("title"), max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    definition = models.JSONField()
    uploaded_by = models.ForeignKey("organisations.Staff", models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    advice = models.CharField(
        _("advice of the clients' council"), max_length=10, choices=Advice.choices, default=Advice.NONE
    )
    advice_words = models.TextField(_("what the council said"), max_length=2000, blank=True)
    advised_on = models.DateField(_("day of the advice"), null=True, blank=True)
    advice_by = models.ForeignKey("organisations.Staff", models.SET_NULL, null=True, related_name="+")
    release = models.OneToOneField("surveys.Release", models.PROTECT, null=True, related_name="proposal")
    published_by = models.ForeignKey("organisations.Staff", models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(_("why it was published without advice"), max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("owner", "sha256"), name="proposal_once_per_content"),
            models.CheckConstraint(
                condition=models.Q(release=None) | models.Q(withdrawn_at=None), name="what_is_published_stays"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def needs_reason(self) -> bool:
        """Whether publishing it takes a reason: the council advised against it, or not at all."""
        return self.advice != Advice.POSITIVE
