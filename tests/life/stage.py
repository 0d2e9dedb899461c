"""Shared by the tests about what happens in lives during a round."""

from datetime import date, datetime
from uuid import UUID

from organisations.choices import ActorKind, DepartureKind, Role
from organisations.clock import now, today
from organisations.data import Actor
from organisations.merging.base import Pair
from organisations.models import Client, ClientMerge, Departure, Staff
from organisations.operations.departures import note_departure
from organisations.operations.merging import foresee, merge_clients
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
