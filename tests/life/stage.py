"""Shared by the tests about what happens in lives during a round."""

from datetime import date, datetime
from uuid import UUID

from organisations.choices import ActorKind, ClientGroup, ConsentBy, DepartureKind, Law, Product, Role
from organisations.clock import now, today
from organisations.data import Actor
from organisations.merging.base import Pair
from organisations.models import Client, ClientMerge, Departure, Staff, Unit
from organisations.operations.departures import NewPlace, note_departure
from organisations.operations.merging import foresee, merge_clients
from supportplans.models import HandOver
from supportplans.operations.hand_overs import accept_hand_over, send_hand_over
from tests.cast import Cast


def by(staff: Staff, *roles: Role) -> Actor:
    """Return somebody of staff as who does something."""
    return Actor(ActorKind.STAFF, staff.pk, roles)


def depart(client: Client, staff: Staff, kind: DepartureKind = DepartureKind.DIED, **changes: object) -> Departure:
    """Note that a client died, or left, today."""
    day: date = changes.get("on", today())  # type: ignore[assignment]
    at: datetime = changes.get("at", now())  # type: ignore[assignment]
    client_id: UUID = client.pk
    return note_departure(client_id=client_id, kind=kind, happened_on=day, actor=by(staff), at=at)


def merge(cast: Cast, kept: Client, gone: Client) -> ClientMerge:
    """Make two records one, as somebody does who saw what happens."""
    shown = foresee(Pair(kept, gone)).fingerprint
    return merge_clients(kept_id=kept.pk, gone_id=gone.pk, shown=shown, actor=by(cast.gerda), at=now())


def place_in(unit: Unit) -> NewPlace:
    """Return a place to live in a unit."""
    return NewPlace(unit, Law.WLZ, Product.LIVING, ClientGroup.LVB)


def send(cast: Cast, **changes: object) -> HandOver:
    """Send a hand-over about Anna to the other provider."""
    given = {
        "client_id": cast.anna.pk,
        "receiver": cast.other_provider,
        "consent_by": ConsentBy.CLIENT,
        "consent_on": today(),
        "actor": by(cast.gerda),
        "at": now(),
    }
    return send_hand_over(**given | changes)  # type: ignore[arg-type]  # the values are as the operation wants them


def accept(cast: Cast, sent: HandOver, number: str = "77") -> Client:
    """Accept it there."""
    place = place_in(cast.foreign_team)
    return accept_hand_over(
        hand_over_id=sent.pk, number=number, place=place, since=today(), actor=by(cast.eva), at=now()
    )
