"""Reads of the access log, as its keeper may: all of a provider, or what is about the clients of one's units."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Self
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organisations.choices import Action, Role
from organisations.data import Grant, Rights
from organisations.models import (
    AccessEvent,
    Client,
    ClientMerge,
    FormerNumber,
    Placement,
    RoleAssignment,
    Staff,
    Unit,
)
from organisations.queries.trees import paths_above

PAGE_SIZE = 50
MOST_PEOPLE = 50


@dataclass(frozen=True, slots=True)
class Selection:
    """What of the log is asked for. Empty tuples for clients and staff mean everybody, None for the rest anything."""

    clients: tuple[UUID, ...] = ()
    staff: tuple[UUID, ...] = ()
    action: str | None = None
    since: date | None = None
    until: date | None = None

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON data: ids, codes and days."""
        days = {name: day.isoformat() if day else None for name, day in (("since", self.since), ("until", self.until))}
        people = {"clients": [*map(str, self.clients)], "staff": [*map(str, self.staff)]}
        return people | days | {"action": self.action}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Return what `as_data` was made from."""
        return cls(
            clients=tuple(map(UUID, data["clients"])),
            staff=tuple(map(UUID, data["staff"])),
            action=data["action"],
            since=date.fromisoformat(data["since"]) if data["since"] else None,
            until=date.fromisoformat(data["until"]) if data["until"] else None,
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of the log begins: right after this event. `text` and back again."""

    at: datetime
    id: UUID

    @property
    def text(self) -> str:
        """Return it for a hidden field."""
        return f"{self.at.isoformat()}_{self.id}"

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return what a hidden field says; None for anything else."""
        at, _low, event = text.partition("_")
        try:
            moment = datetime.fromisoformat(at)
            return cls(moment, UUID(event)) if moment.tzinfo else None
        except ValueError:
            return None


def events_page(rights: Rights, selection: Selection, *, after: Place | None) -> tuple[list[AccessEvent], Place | None]:
    """Return a page of events, newest first, and where the next one begins; None when this is the last.

    However long the log is, the database reads a page of it: each part follows an index.
    """
    parts = [_older(part, after)[: PAGE_SIZE + 1] for part in _parts(rights, selection)]
    if not parts:
        return [], None
    together = parts[0].union(*parts[1:], all=True).order_by("-at", "-id") if len(parts) > 1 else parts[0]
    found = list(together[: PAGE_SIZE + 1])
    more = len(found) > PAGE_SIZE
    return found[:PAGE_SIZE], Place(found[PAGE_SIZE - 1].at, found[PAGE_SIZE - 1].id) if more else None


def all_events(rights: Rights, selection: Selection) -> Iterator[AccessEvent]:
    """Yield every such event, newest first within each part of the log, without holding them all."""
    for part in _parts(rights, selection):
        yield from part.order_by("-at", "-id").iterator(chunk_size=2000)


def _older(events: QuerySet[AccessEvent], after: Place | None) -> QuerySet[AccessEvent]:
    if after:
        events = events.filter(at__lte=after.at).exclude(at=after.at, id__gte=after.id)
    return events.order_by("-at", "-id")


def _parts(rights: Rights, selection: Selection) -> list[QuerySet[AccessEvent]]:
    """Return the parts of the log that somebody keeps, which do not overlap."""
    chosen = _chosen(selection)
    grants = rights.outermost(Role.LOG_KEEPER)
    parts = [AccessEvent.objects.filter(_kept_by(grant), chosen) for grant in grants]
    above = {path for grant in grants if grant.unit_id == grant.provider_id for path in paths_above(grant.path)[:-1]}
    if above and not selection.clients:
        house = Unit.objects.filter(path__in=above, is_provider=False).values("pk")
        parts.append(AccessEvent.objects.filter(chosen, provider_id__in=house, client_id=None))
    return parts


def _kept_by(grant: Grant) -> Q:
    """All of a provider for who keeps its log; else what is about those who are or were placed at or below the unit."""
    whole = Q(provider_id=grant.provider_id)
    if grant.unit_id == grant.provider_id:
        return whole
    placed = Placement.objects.filter(unit__path__startswith=grant.path).values("client")
    return whole & Q(client_id__in=placed)


def _chosen(selection: Selection) -> Q:
    chosen = Q()
    if selection.clients:
        chosen &= Q(client_id__in=selection.clients)
    if selection.staff:
        chosen &= Q(actor_id__in=selection.staff)
    if selection.action:
        chosen &= Q(action=selection.action)
    if selection.since:
        chosen &= Q(at__gte=_begin(selection.since))
    if selection.until:
        chosen &= Q(at__lt=_begin(selection.until + timedelta(days=1)))
    return chosen


def words_of(selection: Selection) -> list[tuple[str, str]]:
    """Return what was asked for in words: what it limits, and to what. Two queries at most; empty for everything."""
    numbers = Client.objects.filter(pk__in=selection.clients).order_by("number").values_list("number", flat=True)
    names = Staff.objects.filter(pk__in=selection.staff).order_by("name").values_list("name", flat=True)
    said = (
        (_("Client number"), ", ".join(numbers) or ", ".join(map(str, selection.clients))),
        (_("Member of staff"), ", ".join(names)),
        (_("What"), str(Action(selection.action).label) if selection.action else ""),
        (_("From"), date_format(selection.since, "j F Y") if selection.since else ""),
        (_("Up to and including"), date_format(selection.until, "j F Y") if selection.until else ""),
    )
    return [(word, text) for word, text in said if text]


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def client_ids(client_id: UUID) -> tuple[UUID, ...]:
    """Return the id of a client and those of the records that were merged into this one. One query."""
    return (client_id, *ClientMerge.objects.filter(client=client_id).values_list("former_id", flat=True))


def clients_meant(rights: Rights, text: str) -> tuple[UUID, ...]:
    """Return the ids under which a client number, a former one, or the reference of somebody erased may be logged."""
    providers = rights.providers(Role.LOG_KEEPER)
    found = Client.objects.filter(provider__in=providers, number=text).values_list("pk", flat=True)
    former = FormerNumber.objects.filter(provider__in=providers, number=text).values_list("client", flat=True)
    ids = [one for client_id in {*found, *former} for one in client_ids(client_id)]
    try:
        return (*ids, UUID(text))
    except ValueError:
        return tuple(ids)


def staff_meant(rights: Rights, text: str) -> tuple[UUID, ...]:
    """Return those whose name or user name has this text in it and who have or had a role in the own providers."""
    providers = Unit.objects.filter(pk__in=rights.providers(Role.LOG_KEEPER)).values_list("path", flat=True)
    near = Q()
    for path in providers:
        near |= Q(unit__path__startswith=path) | Q(unit__path__in=paths_above(path))
    named = Q(staff__name__icontains=text) | Q(staff__user__username__iexact=text)
    found = RoleAssignment.objects.filter(near, named).order_by("staff").values_list("staff", flat=True)
    return tuple(found.distinct()[:MOST_PEOPLE])
