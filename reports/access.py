"""The only getters of publications for views. Whoever may not see something is told that it does not exist (404)."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from organisations.access import below
from organisations.choices import Role
from organisations.data import Rights
from organisations.queries.taking_over import with_past
from reports.data import Place
from reports.models import Publication
from surveys.models import RoundUnit

READERS = (Role.QUALITY, Role.TEAM_LEADER, Role.COUNCIL, Role.ADMINISTRATOR)
"""Who reads published results: of the units where the role is held, and of all units below them."""


def publications(rights: Rights) -> QuerySet[Publication]:
    """Publications in which there is anything for this person, newest first; also as a unit merged into theirs had."""
    reading = with_past(rights)
    copies = RoundUnit.objects.filter(unit_id__in=_own_units(reading))
    mine = below(reading.paths(*READERS), "round__owner__path") | Q(round__in=copies.values("round"))
    found = Publication.objects.filter(mine).select_related("round__owner")
    return found.order_by("-published_at", "-increment", "pk")


def publication(rights: Rights, round_id: UUID) -> Publication:
    """The newest publication of a round. Raises `Http404` for a stranger and for a round without one."""
    found = publications(rights).filter(round_id=round_id).first()
    if found is None:
        raise Http404
    return found


def visible(publication: Publication, rights: Rights) -> tuple[Place, ...]:
    """Units of the publication's own tree that this person may see, parents before children.

    All of them for somebody from the owner's level or above; else the units that they held a role on when the round
    was opened, and what stood below these then. A unit that moved away takes nothing of its former place along. Of one
    that was merged away they see what was seen there.
    """
    places = [_place(entry) for entry in publication.tree]
    reading = with_past(rights)
    if any(publication.round.owner.path.startswith(path) for path in reading.paths(*READERS)):
        return tuple(places)
    return tuple(_at_or_below(places, _own_units(reading)))


def _own_units(rights: Rights) -> set[UUID]:
    reaching = set(rights.paths(*READERS))
    return {grant.unit_id for grant in rights.grants if grant.role in READERS and grant.path in reaching}


def _at_or_below(places: Iterable[Place], units: set[UUID]) -> Iterable[Place]:
    seen: set[UUID | None] = set()
    for place in places:
        if place.unit in units or place.parent in seen:
            seen.add(place.unit)
            yield place


def _place(entry: dict[str, str]) -> Place:
    return Place(
        unit=UUID(entry["unit"]),
        parent=UUID(entry["parent"]) if entry["parent"] else None,
        name=entry["name"],
        level=entry["level"],
        path=entry["path"],
        is_provider=bool(entry["is_provider"]),
    )
