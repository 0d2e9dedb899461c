from uuid import uuid4

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.choices import RepresentationBasis
from organisations.models.client import Client
from organisations.models.unit import Unit


class Relative(models.Model):
    """A parent, guardian or other person close to a client. Each parent is a person apart."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey(Unit, models.PROTECT, related_name="relatives")
    number = models.CharField(_("number"), max_length=40)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=12, default="nl")

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

    class Meta:
        constraints = (models.UniqueConstraint(fields=("client", "relative"), name="one_representation_per_relative"),)

    def __str__(self) -> str:
        return f"{self.get_basis_display()} · {self.client_id}"
