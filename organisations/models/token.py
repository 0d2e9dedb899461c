from datetime import date, timedelta
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from organisations.choices import Scope
from organisations.models.staff import Staff
from organisations.models.unit import Unit


class ApiToken(models.Model):
    """A key with which a program uses the API, as long as its owner could do the same.

    What it reaches is what the owner's roles reach today, within one unit and within its scopes. Only a hash of it is
    stored; `ending` are its last signs, by which people tell one token from another.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(Staff, models.CASCADE, related_name="tokens")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=80)
    scopes = ArrayField(models.CharField(max_length=40, choices=Scope.choices))
    token_hash = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(scopes__len__gt=0), name="token_has_a_scope"),
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("made_at")), name="token_expires"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date:
        """Return the last day on which the token works."""
        return localdate(self.expires_at - timedelta(seconds=1))
