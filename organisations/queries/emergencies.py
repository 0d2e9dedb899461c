"""Reads about opening a client in an emergency: who may be opened, and what a team leader has to see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat
from django.shortcuts import get_object_or_404

from organisations.choices import PERSON_ROLES, Role
from organisations.data import Rights
from organisations.models import Client, EmergencyAccess, Placement
from organisations.queries.trees import below

SHOWN_FOR = timedelta(days=30)
"""How long the page of a client tells of it."""
NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Emergencies:
    """What the page of a client tells. own: what the reader opened and still holds; to_see: what others opened."""

    own: EmergencyAccess | None
    to_see: tuple[EmergencyAccess, ...]


def to_be_opened(rights: Rights, *, number: str = "", name: str = "", born_on: date | None = None) -> Client | None:
    """Return the one client of the own provider with exactly this number, or this full name and day of birth.

    None for nobody and for more than one: there is nothing to look around in. Without a role over persons in the
    provider there is nobody.
    """
    there = Client.objects.filter(provider__in=rights.providers(*PERSON_ROLES), died_on=None, left_on=None)
    found = there.filter(number=number)
    if not number and born_on:
        named = there.alias(full_name=Concat("first_name", Value(" "), "last_name"))
        found = named.filter(full_name__iexact=name, birth_date=born_on)
    both = list(found.select_related("provider")[:2])
    return both[0] if len(both) == 1 else None


def of_client(rights: Rights, client: Client, *, at: datetime) -> Emergencies:
    """Return what was opened about a client in the last thirty days, as far as the reader is told. One query."""
    found = EmergencyAccess.objects.filter(client=client, opened_at__gt=at - SHOWN_FOR).select_related(
        "staff", "seen_by"
    )
    if not rights.has(Role.TEAM_LEADER):
        found = found.filter(staff=rights.staff_id or NOBODY)
    both = list(found.order_by("-opened_at"))
    own = next((one for one in both if one.staff_id == rights.staff_id and one.ends_at > at), None)
    leads = client.pk not in rights.opened
    return Emergencies(own, tuple(one for one in both if leads and one.staff_id != rights.staff_id))


def unseen(rights: Rights, *, on: date) -> Iterable[EmergencyAccess]:
    """Return what a team leader has not seen yet, newest first. One query; none for anybody else."""
    if not rights.has(Role.TEAM_LEADER):
        return ()
    return (
        _led(rights, on=on)
        .filter(seen_at=None)
        .exclude(staff=rights.staff_id)
        .select_related("staff", "client")
        .order_by("-opened_at")
    )


def to_note(rights: Rights, opened_id: UUID, *, on: date) -> EmergencyAccess:
    """Return one about a client whom somebody leads, opened by somebody else; raises `Http404` for a stranger."""
    return get_object_or_404(_led(rights, on=on).exclude(staff=rights.staff_id), pk=opened_id)


def own(rights: Rights, opened_id: UUID) -> EmergencyAccess:
    """Return one that the reader opened; raises `Http404` for anybody else's."""
    return get_object_or_404(EmergencyAccess, pk=opened_id, staff=rights.staff_id or NOBODY)


def _led(rights: Rights, *, on: date) -> QuerySet[EmergencyAccess]:
    here = Placement.objects.filter(
        below(rights.paths(Role.TEAM_LEADER), "unit__path"), client=OuterRef("client"), period__contains=on
    )
    return EmergencyAccess.objects.filter(Exists(here))
