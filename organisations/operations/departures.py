"""A client dies or leaves, comes back, or it was a mistake: one transaction in which every room does its part."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organisations.choices import Action, ActorKind, DepartureKind
from organisations.data import Actor
from organisations.life.registry import followers
from organisations.models import Client, Departure, Placement, Unit
from organisations.operations.traces import record

DAY = timedelta(days=1)


class LifeRefusedError(Exception):
    """Something cannot be noted like this. `field` names what to change, the message says how."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class NewPlace:
    """Where support is given from now on, under which law, as what and to which group."""

    unit: Unit
    law: str
    product: str
    client_group: str


@transaction.atomic
def note_departure(*, client_id: UUID, kind: DepartureKind, happened_on: date, actor: Actor, at: datetime) -> Departure:
    """Note that a client died, or that a day was the last day of support; from now on nobody asks anything.

    Placements last until and with that day. What came in before stays counted. Raises `LifeRefusedError` for a day to
    come, one before a placement that began later, and when it was noted before.
    """
    client = Client.objects.select_for_update().get(pk=client_id)
    _check(client, kind, happened_on, localdate(at))
    departure = Departure.objects.create(
        provider_id=client.provider_id,
        client=client,
        kind=kind,
        happened_on=happened_on,
        placements=_end_placements(client, happened_on),
        noted_by_id=staff_id_of(actor),
        noted_at=at,
    )
    _say(client, kind, happened_on)
    for follower in followers:
        follower.gone(departure)
    _trace(actor, departure, "noted")
    return departure


def _check(client: Client, kind: DepartureKind, happened_on: date, today: date) -> None:
    if client.died_on or (kind == DepartureKind.LEFT and client.left_on):
        raise LifeRefusedError("happened_on", _("This was noted before."))
    if happened_on > today:
        raise LifeRefusedError("happened_on", _("This day is still to come. Note it on the day itself."))
    if Placement.objects.filter(client=client, period__startswith__gt=happened_on).exists():
        words = _("A placement began after this day. Choose a later day, or correct the placement first.")
        raise LifeRefusedError("happened_on", words)


def _end_placements(client: Client, last_day: date) -> list[dict[str, Any]]:
    """End what would have gone on, and return what it was before."""
    after = Q(period__endswith__gt=last_day + DAY) | Q(period__upper_inf=True)
    ended = []
    for placement in Placement.objects.filter(after, client=client).select_for_update():
        until = placement.period.upper
        ended.append({"id": str(placement.pk), "until": until.isoformat() if until else None})
        placement.period = DateRange(placement.period.lower, last_day + DAY)
        placement.save(update_fields=("period",))
    return ended


def _say(client: Client, kind: DepartureKind, day: date | None) -> None:
    field = "died_on" if kind == DepartureKind.DIED else "left_on"
    Client.objects.filter(pk=client.pk).update(**{field: day})


@transaction.atomic
def undo_departure(*, departure_id: UUID, actor: Actor, at: datetime) -> Departure:
    """Take a note back that was a mistake: placements, codes, drafts, wishes and agreements are as before.

    Who may do it is for the caller to decide (`rules.departures`). Raises `LifeRefusedError` when it was taken back
    already, when the client came back since, or when somebody is placed anew meanwhile.
    """
    departure = Departure.objects.select_for_update(of=("self",)).select_related("client").get(pk=departure_id)
    Client.objects.select_for_update().get(pk=departure.client_id)
    if departure.undone_at or departure.returned_on:
        raise LifeRefusedError("", _("This was taken back already."))
    _restore(departure.placements)
    departure.undone_by_id, departure.undone_at = staff_id_of(actor), at
    departure.save(update_fields=("undone_by", "undone_at"))
    _say(departure.client, DepartureKind(departure.kind), None)
    for follower in followers:
        follower.mistaken(departure, staff_id=staff_id_of(actor), at=at)
    _trace(actor, departure, "taken back")
    return departure


def _restore(ended: Iterable[dict[str, Any]]) -> None:
    for one in ended:
        placement = Placement.objects.filter(pk=one["id"]).first()
        if placement:
            until = date.fromisoformat(one["until"]) if one["until"] else None
            placement.period = DateRange(placement.period.lower, until)
            placement.save(update_fields=("period",))


@transaction.atomic
def note_return(*, client_id: UUID, place: NewPlace, since: date, actor: Actor, at: datetime) -> Client:
    """Note that a client who left gets support again since a day. What leaving ended is open again.

    Raises `LifeRefusedError` for somebody who did not leave, a day to come, and one before support ended.
    """
    client = Client.objects.select_for_update().get(pk=client_id)
    if client.died_on or client.left_on is None:
        raise LifeRefusedError("", _("This client did not leave."))
    if since > localdate(at):
        raise LifeRefusedError("since", _("This day is still to come. Note it on the day itself."))
    if since <= client.left_on:
        raise LifeRefusedError("since", _("Support ended later than this day. Choose a day after it."))
    Placement.objects.create(
        provider_id=client.provider_id,
        client=client,
        unit=place.unit,
        period=DateRange(since, None),
        law=place.law,
        product=place.product,
        client_group=place.client_group,
    )
    welcome_back([client.pk], since=since, actor=actor, at=at)
    return client


def welcome_back(client_ids: Iterable[UUID], *, since: date, actor: Actor, at: datetime) -> None:
    """Let everything know that clients who left are placed again. Their new placements are stored already."""
    standing = Departure.objects.filter(
        client__in=list(client_ids), kind=DepartureKind.LEFT, undone_at=None, returned_on=None
    )
    for departure in standing.select_related("client").select_for_update(of=("self",)):
        departure.returned_on = since
        departure.save(update_fields=("returned_on",))
        _say(departure.client, DepartureKind.LEFT, None)
        for follower in followers:
            follower.returned(departure, staff_id=staff_id_of(actor), at=at, on=localdate(at))
        _trace(actor, departure, "came back")


def staff_id_of(actor: Actor) -> UUID | None:
    """Return the id of the member of staff who acts, None for anything else."""
    return actor.id if actor.kind == ActorKind.STAFF else None


def _trace(actor: Actor, departure: Departure, what: str) -> None:
    record(
        actor=actor,
        action=Action.CHANGE,
        client_id=departure.client_id,
        provider_id=departure.provider_id,
        thing=f"departure:{departure.pk}",
        reason=what,
    )
