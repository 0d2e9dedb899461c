from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.choices import AddressForm, ClientGroup, Law, Product
from organisations.models.staff import Staff
from organisations.models.unit import Unit


class Client(models.Model):
    """A person who is supported. The number is the organisation's own and unique per provider; no BSN anywhere."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey(Unit, models.PROTECT, related_name="clients")
    number = models.CharField(_("client number"), max_length=40)
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=120)
    birth_date = models.DateField(_("date of birth"))
    address_form = models.CharField(max_length=2, choices=AddressForm.choices, default=AddressForm.JE)
    support_worker = models.ForeignKey(
        Staff, models.SET_NULL, verbose_name=_("own support worker"), null=True, blank=True, related_name="+"
    )
    died_on = models.DateField(_("died on"), null=True, blank=True)
    left_on = models.DateField(_("last day of support"), null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("provider", "number"), name="client_number_once_per_provider"),)

    def __str__(self) -> str:
        return self.first_name

    @property
    def is_gone(self) -> bool:
        """Whether the client died or the help ended: nobody asks anything of them or about them."""
        return self.died_on is not None or self.left_on is not None


class Placement(models.Model):
    """Where a client gets which support, since when and under which law. No two overlap for the same product."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.CASCADE, related_name="placements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements")
    period = DateRangeField(_("from–until"))
    law = models.CharField(_("law"), max_length=10, choices=Law.choices)
    product = models.CharField(_("product"), max_length=10, choices=Product.choices)
    client_group = models.CharField(_("client group"), max_length=10, choices=ClientGroup.choices)

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="placements_of_a_product_do_not_overlap",
                expressions=[
                    ("client", RangeOperators.EQUAL),
                    ("product", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_product_display()} · {self.unit_id}"
