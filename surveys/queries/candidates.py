"""Who may look along about a client: relatives, the team, and colleagues from elsewhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import QuerySet

from organisations.choices import PERSON_ROLES, RepresentationBasis
from organisations.models import Client, Placement, Representation, RoleAssignment, Staff
from organisations.queries.staff import workers_for
from surveys.rules.cases import IN_FAMILY, Known
from surveys.rules.frame import relative_is_asked

MOST_FOUND = 20
SHORTEST = 2
"""How many letters of a name a search takes."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may look along. Exactly one of the ids is there."""

    name: str
    known: Known
    relative_id: UUID | None = None
    staff_id: UUID | None = None

    @property
    def code(self) -> str:
        """What a form calls this person."""
        return f"relative:{self.relative_id}" if self.relative_id else f"staff:{self.staff_id}"


def candidates(client: Client, *, on: date) -> list[Candidate]:
    """Return everybody who may look along about a client on a day: relatives, the team, others. Four queries.

    `client` comes with its provider. Others: who has a role over persons with the same provider.
    """
    team = [Candidate(one.name, Known.IN_TEAM, staff_id=one.pk) for one in _team(client, on)]
    inside = {one.staff_id for one in team}
    others = (Candidate(one.name, Known.ELSEWHERE, staff_id=one.pk) for one in _colleagues(client, on))
    return [*_relatives(client, on), *team, *(one for one in others if one.staff_id not in inside)]


def near_or_named(people: Iterable[Candidate], *, search: str, chosen: str = "") -> list[Candidate]:
    """Return the relatives and the team, and of the many colleagues elsewhere those whose name has the search in it.

    chosen: the code of who was chosen before; that person stays. At most `MOST_FOUND` are found; with fewer than
    `SHORTEST` letters nobody is.
    """
    wanted = search.strip().casefold()
    near, found = [], []
    for one in people:
        if one.known is not Known.ELSEWHERE or one.code == chosen:
            near.append(one)
        elif len(wanted) >= SHORTEST and wanted in one.name.casefold():
            found.append(one)
    return [*near, *found[:MOST_FOUND]]


def family_of(client_id: UUID, *, on: date) -> frozenset[UUID]:
    """Return the ids of the relatives of a client who are family and may look along on a day. One query."""
    found = _standing(client_id, on)
    return frozenset(one.relative_id for one in found if RepresentationBasis(one.basis) in IN_FAMILY)


def _relatives(client: Client, on: date) -> Iterator[Candidate]:
    for one in _standing(client.pk, on):
        yield Candidate(one.relative.name, Known.RELATIVE, relative_id=one.relative_id)


def _standing(client_id: UUID, on: date) -> list[Representation]:
    """Those who stand beside the client, and may answer."""
    beside = Representation.objects.filter(client_id=client_id, may_answer=True, period__contains=on)
    found = beside.select_related("relative").order_by("relative__name", "relative")
    return [
        one
        for one in found
        if relative_is_asked(may_answer=True, basis=RepresentationBasis(one.basis), client_agrees=one.client_agrees)
    ]


def _team(client: Client, on: date) -> QuerySet[Staff]:
    """Who works with the client, wherever that is: at home, by day, or over several teams."""
    paths = Placement.objects.filter(client=client, period__contains=on).values_list("unit__path", flat=True)
    near = (workers_for(path, within=client.provider.path, on=on) for path in paths)
    return reduce(or_, near, Staff.objects.none()).order_by("name", "pk")


def _colleagues(client: Client, on: date) -> QuerySet[Staff]:
    held = RoleAssignment.objects.filter(
        role__in=PERSON_ROLES, unit__path__startswith=client.provider.path, period__contains=on
    )
    return Staff.objects.filter(roles__in=held, user__is_active=True).distinct().order_by("name", "pk")
