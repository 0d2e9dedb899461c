"""Shared by the tests about what happens in lives during a round."""

from datetime import date, datetime
from uuid import UUID

from organisations.choices import ActorKind, DepartureKind, Role
from organisations.clock import now, today
from organisations.data import Actor
from organisations.models import Client, Departure, Staff
from organisations.operations.departures import note_departure


def by(staff: Staff, *roles: Role) -> Actor:
    """Return somebody of staff as who does something."""
    return Actor(ActorKind.STAFF, staff.pk, roles)


def depart(client: Client, staff: Staff, kind: DepartureKind = DepartureKind.DIED, **changes: object) -> Departure:
    """Note that a client died, or left, today."""
    day: date = changes.get("on", today())  # type: ignore[assignment]
    at: datetime = changes.get("at", now())  # type: ignore[assignment]
    client_id: UUID = client.pk
    return note_departure(client_id=client_id, kind=kind, happened_on=day, actor=by(staff), at=at)
