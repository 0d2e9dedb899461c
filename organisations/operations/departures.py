"""A client dies or leaves, comes back, or it was a mistake: one transaction in which every room does its part."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organisations.choices import Action, ActorKind, DepartureKind
from organisations.data import Actor
from organisations.life.registry import followers
from organisations.models import Client, Departure, Placement, Unit
from organisations.operations.ended_placements import end_placements, put_back
from organisations.operations.traces import record


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

    Placements last until and with that day; one that would only begin later does not begin. What came in before stays
    counted. Raises `LifeRefusedError` for a day to come, one before support that went on after it, and when it was
    noted before.
    """
    client = Client.objects.select_for_update().get(pk=client_id)
    _check(client, kind, happened_on, localdate(at))
    departure = Departure.objects.create(
        provider_id=client.provider_id,
        client=client,
        kind=kind,
        happened_on=happened_on,
        placements=end_placements(client, happened_on),
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
    placed = Placement.objects.filter(client=client)
    if placed.exists() and not placed.filter(period__startswith__lte=happened_on).exists():
        # Without any placement nobody could find the client again.
        raise LifeRefusedError("happened_on", _("Support began after this day. Choose a later day."))
    began = placed.filter(period__startswith__gt=happened_on, period__startswith__lte=today)
    if kind == DepartureKind.LEFT and began.exists():
        raise LifeRefusedError(
            "happened_on", _("Support went on after this day: a placement began. Choose a later day.")
        )


def _say(client: Client, kind: DepartureKind, day: date | None) -> None:
    field = "died_on" if kind == DepartureKind.DIED else "left_on"
    Client.objects.filter(pk=client.pk).update(**{field: day})


@transaction.atomic
def undo_departure(*, departure_id: UUID, actor: Actor, at: datetime) -> Departure:
    """Take a note back that was a mistake: placements, codes, drafts, wishes and agreements are as before.

    Who may do it is for the caller to decide (`rules.departures`). Raises `LifeRefusedError` when it was taken back
    already, when the client came back or died since, or when the client is placed anew meanwhile.
    """
    client_id = Departure.objects.values_list("client", flat=True).get(pk=departure_id)
    client = Client.objects.select_for_update().get(pk=client_id)
    departure = Departure.objects.select_for_update(of=("self",)).select_related("client").get(pk=departure_id)
    if departure.undone_at or departure.returned_on:
        raise LifeRefusedError("", _("This was taken back already."))
    if departure.kind == DepartureKind.LEFT and client.died_on:
        raise LifeRefusedError("", _("This client died since. Is that a mistake too? Take that back first."))
    try:
        with transaction.atomic():
            put_back(departure)
    except IntegrityError as error:
        words = _("Meanwhile this client is placed anew in these days. Correct that placement first.")
        raise LifeRefusedError("", words) from error
    departure.undone_by_id, departure.undone_at = staff_id_of(actor), at
    departure.save(update_fields=("undone_by", "undone_at"))
    _say(departure.client, DepartureKind(departure.kind), None)
    for follower in followers:
        follower.mistaken(departure, staff_id=staff_id_of(actor), at=at)
    _trace(actor, departure, "taken back")
    return departure


@transaction.atomic
def note_return(*, client_id: UUID, place: NewPlace, since: date, actor: Actor, at: datetime) -> Client:
    """Note that a client who left gets support again since a day. What leaving ended is open again.

    Raises `LifeRefusedError` for somebody who did not leave, a day to come, one before support ended, and a unit that
    is closed or of another provider.
    """
    client = Client.objects.select_for_update(of=("self",)).select_related("provider").get(pk=client_id)
    if place.unit.closed_on or not place.unit.path.startswith(client.provider.path):
        raise LifeRefusedError("unit", _("Choose an open unit of this provider."))
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
