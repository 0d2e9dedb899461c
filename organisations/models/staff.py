from datetime import date, timedelta
from uuid import uuid4

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.choices import Role
from organisations.models.unit import Unit
from organisations.models.user import User


class Staff(models.Model):
    """Somebody who works for the organisation (or sits on its council)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.OneToOneField(User, models.CASCADE, related_name="staff")
    name = models.CharField(_("name"), max_length=120)
    pin_hash = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("Hash of the PIN with which this person takes a tablet back from a client."),
    )

    def __str__(self) -> str:
        return self.name


class RoleAssignment(models.Model):
    """A role of somebody on a unit and all below it, for a period. Roles combine."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="roles")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="role_assignments")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    period = DateRangeField(_("from–until"))
    connection = models.CharField(
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text=_(
            "The connection with an identity provider that gives and ends this role; empty when given by hand."
        ),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("staff", "unit", "role"), name="role_once_per_unit"),)

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.unit_id}"

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds; None without an end."""
        end: date | None = self.period.upper
        return end - timedelta(days=1) if end else None
