from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.choices import EmergencyGround
from organisations.models.client import Client
from organisations.models.staff import Staff
from organisations.models.unit import Unit
from organisations.sealing.fields import SealedTextField


class EmergencyAccess(models.Model):
    """Somebody with a role over persons elsewhere in the provider who opened a client, with a reason, for some hours.

    The own words stay here and go with the client; the access log keeps the ground.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.CASCADE, related_name="emergency_accesses")
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="emergency_accesses")
    ground = models.CharField(_("what is the matter"), max_length=20, choices=EmergencyGround.choices)
    words = SealedTextField(_("in your own words"), max_length=300, seal_as="organisations.emergency.words")
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seen_by = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("staff", "ends_at"), name="emergency_access_that_holds"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("opened_at")), name="emergency_ends_after_it_began"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_ground_display()} · {self.opened_at:%Y-%m-%d %H:%M}"
