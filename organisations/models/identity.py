"""Rows of sign-in through the identity provider of an organisation."""

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from organisations.choices import Role
from organisations.models.staff import Staff
from organisations.models.unit import Unit


class ClaimRole(models.Model):
    """A role on a unit that everybody gets for whom an identity provider says `value`, as long as it says so."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    connection = models.CharField(max_length=40)
    value = models.CharField(_("what the identity provider says"), max_length=200)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="claim_roles")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("connection", "value", "role", "unit"), name="claim_role_once"),)

    def __str__(self) -> str:
        return f"{self.connection}: {self.value}"


class UnknownClaim(models.Model):
    """Something an identity provider said of somebody at sign-in that stands for no role here. It grants nothing."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    connection = models.CharField(max_length=40)
    value = models.CharField(max_length=200)
    last_seen_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("connection", "value"), name="unknown_claim_once"),)

    def __str__(self) -> str:
        return f"{self.connection}: {self.value}"


class ExternalIdentity(models.Model):
    """Somebody of staff as an identity provider knows them: `subject` is never reused within one `issuer`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="identities")
    connection = models.CharField(max_length=40)
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("issuer", "subject"), name="identity_once"),
            models.UniqueConstraint(fields=("staff", "connection"), name="one_identity_per_connection"),
        )

    def __str__(self) -> str:
        return str(self.pk)


class IdentitySession(models.Model):
    """A sign-in that an identity provider vouches for. Without this row, or past `ends_at`, the sign-in has ended."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    identity = models.ForeignKey(ExternalIdentity, models.CASCADE, related_name="sessions")
    sid = models.CharField(max_length=255, blank=True)
    refresh_token = models.BinaryField(
        help_text=_("Sealed; with it the identity provider is asked again whether this person still works there.")
    )
    began_at = models.DateTimeField(db_default=Now())
    check_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)


class UsedLogoutToken(models.Model):
    """A sign-out that was told and done, so that nobody can tell it again while its token is still valid."""

    token_hash = models.CharField(primary_key=True, max_length=64)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.token_hash
