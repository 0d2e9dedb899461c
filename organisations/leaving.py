"""What somebody of staff has under way, team by team. Each room registers its own; nobody here knows what they are."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from django.utils.functional import Promise


class Work(Protocol):
    """A kind of work, and how it is called."""

    @property
    def label(self) -> str | Promise:
        """The kind in words, as they stand after a number."""

    def count(self, staff_id: UUID, *, on: date) -> Mapping[UUID, int]:
        """Return how much of it somebody has on a day, by the id of the team; a team without any is left out."""

    def hand_over(self, *, of: UUID, to: UUID | None, team_id: UUID, on: date) -> None:
        """Give what somebody has in one team to a colleague, or leave it with the team; `of` and `to` are ids of staff.

        Runs in the transaction of whoever calls it.
        """


class WorkRegistry:
    """All kinds of work that there are."""

    def __init__(self) -> None:
        """Start empty."""
        self._kinds: dict[str, Work] = {}

    def register(self, key: str, work: Work) -> None:
        """Add a kind of work; raises `ValueError` when the key is taken."""
        if key in self._kinds:
            message = f"There is work called {key} already."
            raise ValueError(message)
        self._kinds[key] = work

    def kinds(self) -> tuple[Work, ...]:
        """Return every kind, in the order in which they were registered."""
        return tuple(self._kinds.values())


work_of_staff = WorkRegistry()
