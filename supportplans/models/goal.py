from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.sealing.fields import SealedTextField


class Goal(models.Model):
    """Something a client works on, in words the client understands. There is none that the client does not want."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    client = models.ForeignKey("organisations.Client", models.CASCADE, related_name="goals")
    words = SealedTextField(_("the goal, in words for the client"), max_length=200, seal_as="supportplans.goal.words")
    wanted_by_client = models.BooleanField(_("the client wants this"))
    made_by = models.ForeignKey("organisations.Staff", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(wanted_by_client=True), name="goals_are_wanted_by_the_client"),
        )

    def __str__(self) -> str:
        return str(self.id)
