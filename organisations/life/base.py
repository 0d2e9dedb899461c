"""The contract of a room that has something to do when somebody dies, leaves, comes back or moves.

Every call runs inside the transaction of what happened, so that all of it holds or nothing.
"""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from organisations.merging.base import Line
from organisations.models import Departure, Unit


class Follower:
    """A room's part. The default of each is to do nothing; a room says only what touches it."""

    def gone(self, departure: Departure) -> None:
        """The client died or the help ended. Everything that ends bears the moment `departure.noted_at`."""

    def mistaken(self, departure: Departure, *, staff_id: UUID | None, at: datetime) -> None:
        """It was a mistake: open again what ended at `departure.noted_at`."""

    def returned(self, departure: Departure, *, staff_id: UUID | None, at: datetime, on: date) -> None:
        """The client gets support again since the day `on`; the new placement is stored already."""

    def moved(self, client_ids: Collection[UUID], *, on: date) -> None:
        """These clients have other placements than before; which hold on the day `on` is stored already."""

    def hangs_on(self, unit: Unit, client_ids: Collection[UUID] | None = None) -> list[Line]:
        """Return, for a preview, what `absorbed` would bring along; of these clients alone where they are named."""
        del unit, client_ids
        return []

    def absorbed(self, unit: Unit, into: Unit, client_ids: Collection[UUID] | None = None) -> None:
        """What hung on a unit hangs on `into` from now on: all of it, or only what is about these clients."""
