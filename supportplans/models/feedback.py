from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from supportplans.choices import ClientReply


class Feedback(models.Model):
    """That the client was told what is done with their answers: when, by whom, and what the client said to it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    client = models.ForeignKey("organisations.Client", models.CASCADE, related_name="feedback")
    submission = models.ForeignKey("surveys.Submission", models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("organisations.Staff", models.SET_NULL, null=True, related_name="+")
    reply = models.CharField(_("is this right?"), max_length=10, choices=ClientReply.choices, blank=True)
    changed_at = models.DateTimeField(null=True, editable=False, help_text=_("Set by the database itself."))

    class Meta:
        constraints = (models.UniqueConstraint(fields=("submission",), name="told_back_once_per_submission"),)

    def __str__(self) -> str:
        return str(self.id)
