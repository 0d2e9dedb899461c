"""Whom somebody may change: the getters for the pages about what happens in lives. A stranger gets 404."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from organisations.choices import Role
from organisations.data import Rights
from organisations.models import Client, Departure, Placement, Unit
from organisations.queries.trees import as_places, below
from organisations.rules.units import Place

KEEPERS = (Role.TEAM_LEADER, Role.ADMINISTRATOR)
"""Who notes that a client died, left, came back or moved."""
LATELY = timedelta(days=31)


def paths_within(rights: Rights, *roles: Role) -> tuple[str, ...]:
    """Return the tree paths of these roles that lie within a provider: rights over persons stop there."""
    return tuple(grant.path for grant in rights.grants if grant.role in roles and grant.within_provider)


def people(rights: Rights, *roles: Role, on: date) -> QuerySet[Client]:
    """Return the clients placed on a day, and those who died or left, where one of the roles is held."""
    paths = paths_within(rights, *(roles or KEEPERS))
    here = Placement.objects.filter(below(paths, "unit__path"), client=OuterRef("pk"), period__contains=on)
    last = Placement.objects.filter(client=OuterRef("pk")).order_by("-period", "pk").values("unit__path")[:1]
    gone = ~Q(died_on=None, left_on=None) & below(paths, "last_path")
    return Client.objects.annotate(last_path=Subquery(last)).filter(Q(Exists(here)) | gone)


def person(rights: Rights, client_id: UUID, *roles: Role, on: date) -> Client:
    """Return one of them; raises `Http404` for a stranger."""
    found = get_object_or_404(people(rights, *roles, on=on).select_related("provider"), pk=client_id)
    rights.note(found.pk, found.provider_id, f"client:{found.pk}")
    return found


def found_people(rights: Rights, search: str, *, on: date, limit: int = 50) -> list[Client]:
    """Return those with this number, or with every word in their name, by name; for the access log a list."""
    _note_list(rights)
    found = people(rights, on=on)
    for word in search.split():
        found = found.filter(
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(number__iexact=word)
            | Q(former_numbers__number__iexact=word)
        )
    return list(found.distinct().order_by("first_name", "last_name", "pk")[:limit])


def departures(rights: Rights, *, on: date) -> QuerySet[Departure]:
    """Return what was noted lately and stands, the newest first."""
    _note_list(rights)
    standing = Departure.objects.filter(
        client__in=people(rights, on=on), undone_at=None, returned_on=None, noted_at__date__gt=on - LATELY
    )
    return standing.select_related("client", "noted_by").order_by("-noted_at")


def departure(rights: Rights, departure_id: UUID, *, on: date) -> Departure:
    """Return a standing note about one of these clients; raises `Http404` for a stranger."""
    standing = Departure.objects.filter(client__in=people(rights, on=on), undone_at=None, returned_on=None)
    found = get_object_or_404(standing.select_related("client__provider", "noted_by"), pk=departure_id)
    rights.note(found.client_id, found.provider_id, f"departure:{found.pk}")
    return found


def roles_over(rights: Rights, client: Client, *, on: date) -> frozenset[Role]:
    """Return the roles of these pages that somebody holds over a client."""
    return frozenset(role for role in KEEPERS if people(rights, role, on=on).filter(pk=client.pk).exists())


def places_of(rights: Rights, provider: Unit) -> tuple[Place, ...]:
    """Return the open units of a provider where somebody keeps these notes, by full name. One query."""
    paths = paths_within(rights, *KEEPERS)
    units = Unit.objects.filter(below(paths), path__startswith=provider.path, closed_on=None)
    return as_places(units, roots=paths)


def by_number(rights: Rights, number: str, provider_id: UUID, *, on: date) -> Client | None:
    """Return a client of an administrator by number within a provider, None when there is none to be seen."""
    mine = people(rights, Role.ADMINISTRATOR, on=on).filter(provider=provider_id)
    return mine.filter(number__iexact=number.strip()).order_by(F("number")).first()


def _note_list(rights: Rights) -> None:
    for grant in rights.outermost(*KEEPERS):
        if grant.provider_id:
            rights.note(None, grant.provider_id, f"unit:{grant.unit_id}")
