from uuid import uuid4

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.choices import RepresentationBasis
from organisations.models.client import Client
from organisations.models.unit import Unit
from organisations.models.user import User
from organisations.rules.seeing import Ground


class Relative(models.Model):
    """A parent, guardian or other person close to a client. Each parent is a person apart."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey(Unit, models.PROTECT, related_name="relatives")
    number = models.CharField(_("number"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=12, default="nl")
    user = models.OneToOneField(
        User,
        models.SET_NULL,
        null=True,
        related_name="relative",
        help_text=_("With which this person signs in; made at the first time. It has no password."),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("provider", "number"), name="relative_number_once_per_provider"),
        )

    def __str__(self) -> str:
        return self.name


class Representation(models.Model):
    """On what ground a relative stands beside a client (never instead), and what they may: answer, see, decide."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.CASCADE, related_name="representations")
    relative = models.ForeignKey(Relative, models.CASCADE, related_name="representations")
    basis = models.CharField(_("on what ground"), max_length=20, choices=RepresentationBasis.choices)
    may_answer = models.BooleanField(_("may answer"), default=True)
    may_see = models.BooleanField(_("may see"), default=False)
    may_decide = models.BooleanField(_("may decide"), default=False)
    period = DateRangeField(_("from–until"))
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)
    client_agrees = models.BooleanField(_("the client says yes to this"), null=True)
    said_on = models.DateField(_("when the client said so"), null=True)
    hide_places = models.BooleanField(
        _("the address is secret"),
        default=False,
        help_text=_("No place and no member of staff is named to this person."),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("client", "relative"), name="one_representation_per_relative"),)

    def __str__(self) -> str:
        return f"{self.get_basis_display()} · {self.client_id}"

    @property
    def ground(self) -> Ground:
        """Return what decides about what this person may see."""
        return Ground(
            basis=RepresentationBasis(self.basis),
            may_see=self.may_see,
            since=self.period.lower,
            until=self.period.upper,
            agrees=self.client_agrees,
            said_on=self.said_on,
        )


class RelativeCode(models.Model):
    """The code of the letter with which a relative signs in, beside a link by mail. Only a keyed hash is stored.

    It stays until a new letter or somebody of staff ends it. `used_at` is the last time.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    relative = models.ForeignKey(Relative, models.CASCADE, related_name="codes")
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("relative",), condition=models.Q(voided_at=None), name="one_code_per_relative"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
