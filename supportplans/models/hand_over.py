from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.choices import ConsentBy
from organisations.sealing.fields import SealedJSONField
from supportplans.choices import HandOverState


class HandOver(models.Model):
    """What goes along with a client to another provider: open wishes and agreements, never an answer.

    `document` is a copy that both sides read; it holds the names and words of the moment it was sent. The rows of the
    provider that the client leaves stay there for their term. Once it is accepted it is part of two files, `client` and
    `received_as`: a file that goes lets go of it, and with the last one it goes itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    client = models.ForeignKey("organisations.Client", models.CASCADE, null=True, related_name="hand_overs")
    receiver = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    received_as = models.ForeignKey("organisations.Client", models.SET_NULL, null=True, related_name="came_with")
    document = SealedJSONField(seal_as="supportplans.handover.document")
    consent_by = models.CharField(_("who said yes"), max_length=20, choices=ConsentBy.choices)
    consent_on = models.DateField(_("when"))
    state = models.CharField(max_length=10, choices=HandOverState.choices, default=HandOverState.SENT)
    sent_by = models.ForeignKey("organisations.Staff", models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField()
    decided_by = models.ForeignKey("organisations.Staff", models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("client", "receiver"),
                condition=models.Q(state=HandOverState.SENT),
                name="one_hand_over_on_its_way",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
