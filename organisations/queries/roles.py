"""Who has which role where, and until when."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from organisations.data import Rights
from organisations.models import RoleAssignment
from organisations.queries.staff import roles_of

PAGE_SIZE = 50
SOON = timedelta(days=30)


class RoleState(TextChoices):
    """Which roles to show, by when they hold."""

    NOW = "now", _("roles that hold now")
    SOON = "soon", _("ending within 30 days")
    LATER = "later", _("not begun yet")
    ENDED = "ended", _("ended")
    ALL = "all", _("all roles")


@dataclass(frozen=True, slots=True)
class RoleSelection:
    """Which roles to show: in one state, of one kind if `role` says so, of people whose name holds `search`."""

    state: RoleState = RoleState.NOW
    role: str = ""
    search: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class RoleRow:
    """One role, and how it stands today."""

    assignment: RoleAssignment
    has_ended: bool
    ends_soon: bool


def roles_page(rights: Rights, selection: RoleSelection, *, on: date) -> tuple[list[RoleRow], Page[Any]]:
    """Return a page of the roles at or below the units that somebody administers, by name. Two queries."""
    found = roles_of(rights).filter(_in_state(selection.state, on)).select_related("staff", "unit")
    if selection.role:
        found = found.filter(role=selection.role)
    if selection.search:
        found = found.filter(staff__name__icontains=selection.search)
    page = Paginator(found.order_by("staff__name", "staff_id", "unit__path", "role"), PAGE_SIZE).get_page(
        selection.page
    )
    return [_row(assignment, on) for assignment in page], page


def _in_state(state: RoleState, on: date) -> Q:
    holds = Q(period__contains=on)
    return {
        RoleState.NOW: holds,
        RoleState.SOON: holds & Q(period__endswith__lte=on + SOON),
        RoleState.LATER: Q(period__startswith__gt=on),
        RoleState.ENDED: Q(period__endswith__lte=on),
        RoleState.ALL: Q(),
    }[state]


def _row(assignment: RoleAssignment, on: date) -> RoleRow:
    end: date | None = assignment.period.upper
    ended = end is not None and end <= on
    return RoleRow(
        assignment=assignment,
        has_ended=ended,
        ends_soon=end is not None and not ended and end <= on + SOON,
    )
