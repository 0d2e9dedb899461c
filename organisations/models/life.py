from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.choices import DepartureKind
from organisations.models.client import Client
from organisations.models.staff import Staff
from organisations.models.unit import Unit


class Departure(models.Model):
    """That a client died, or that the help ended. It stays when it was a mistake, and when the client comes back.

    `placements` holds what the note ended: for each placement its id and until when it was known to last.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.CASCADE, related_name="departures")
    kind = models.CharField(max_length=10, choices=DepartureKind.choices)
    happened_on = models.DateField(_("on which day"))
    placements = models.JSONField(default=list)
    noted_by = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(help_text=_("The moment that everything bears which ended with it."))
    undone_by = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, help_text=_("When it turned out to be a mistake."))
    returned_on = models.DateField(null=True, help_text=_("Since when the client gets support again."))

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("client", "kind"),
                condition=models.Q(undone_at=None, returned_on=None),
                name="one_standing_departure_of_a_kind",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} · {self.client_id}"


class FormerNumber(models.Model):
    """A client number that two records turned out to share a person with: an import still knows who is meant."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.CharField(_("client number"), max_length=40)
    client = models.ForeignKey(Client, models.CASCADE, related_name="former_numbers")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("provider", "number"), name="former_number_once_per_provider"),)

    def __str__(self) -> str:
        return self.number


class ClientMerge(models.Model):
    """That two records were made one. `moved` counts rows by kind; `former_id` is an id that no row has any more."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, models.CASCADE, related_name="merges")
    former_id = models.UUIDField()
    moved = models.JSONField(default=dict)
    merged_by = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")
    merged_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
