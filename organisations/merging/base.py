"""The contract of a room that keeps rows about clients, for when two records turn out to be one person.

Every model with a key to a client stands in the `models` of exactly one part; a test walks all models and fails
otherwise, and `operations.merging` refuses to let go of a record that something still points at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Model

from organisations.models import Client


@dataclass(frozen=True, slots=True)
class Line:
    """What would become of one kind of rows, in words for people.

    moves: how many go to the record that stays. dropped: how many give way to one that is there already.
    note: what to know of it; empty when all is plain.
    """

    key: str
    label: str
    moves: int
    dropped: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """The record that stays and the one that goes, of one provider."""

    kept: Client
    gone: Client


class Part:
    """What a room does. Both calls see the same rows: the preview is what will happen."""

    models: Sequence[type[Model]] = ()

    def obstacles(self, pair: Pair) -> list[str]:
        """Return in plain sentences why the two cannot be merged now, each with how to mend it."""
        del pair
        return []

    def foreseen(self, pair: Pair) -> list[Line]:
        """Return what `merge` would do, without doing it; nothing for kinds without a row."""
        raise NotImplementedError

    def merge(self, pair: Pair, *, staff_id: UUID | None, at: datetime) -> None:
        """Let every row of the record that goes point at the one that stays, or give way. Inside the transaction."""
        raise NotImplementedError


def repointed(model: type[Model], label: str, pair: Pair, *, field: str = "client", note: str = "") -> list[Line]:
    """Return the line for rows that simply go along; nothing when there are none."""
    count = model._default_manager.filter(**{field: pair.gone}).count()  # noqa: SLF001 -- Django's documented name
    return [Line(model._meta.label, label, count, note=note)] if count else []  # noqa: SLF001 -- Django's documented name


def repoint(model: type[Model], pair: Pair, *, field: str = "client") -> None:
    """Let rows go along."""
    model._default_manager.filter(**{field: pair.gone}).update(**{field: pair.kept})  # noqa: SLF001 -- Django's documented name
