from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.staff import Staff
from organisations.models.unit import Unit


class Device(models.Model):
    """A tablet paired with a unit. It holds a token of which only the hash is stored; no staff sign-in lives on it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="devices")
    name = models.CharField(_("name"), max_length=60)
    token_hash = models.CharField(max_length=64, unique=True)
    paired_by = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")
    paired_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
