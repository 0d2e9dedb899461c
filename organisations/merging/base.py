"""The contract of a room that keeps rows about clients, for when two records turn out to be one person.

Every model with a key to a client stands in the `models` of exactly one part; a test walks all models and fails
otherwise, and `operations.merging` refuses to let go of a record that something still points at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Model, OuterRef, Subquery
from django.db.models.functions import Coalesce

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


def along(pair: Pair, labels: Mapping[type[Model], str]) -> list[Line]:
    """Return the lines of rows that simply go along, by `client`; nothing for kinds without a row. One query."""
    counts = {model._meta.label: _count(model) for model in labels}  # noqa: SLF001 -- Django's documented name
    keys = {label: f"count_{number}" for number, label in enumerate(counts)}
    wanted = {keys[label]: count for label, count in counts.items()}
    found: dict[str, Any] = dict(Client.objects.filter(pk=pair.gone.pk).values(**wanted).get())
    named = {model._meta.label: words for model, words in labels.items()}  # noqa: SLF001 -- Django's documented name
    return [Line(label, named[label], found[key]) for label, key in keys.items() if found[key]]


def _count(model: type[Model]) -> Coalesce:
    rows = model._default_manager.filter(client=OuterRef("pk")).order_by()  # noqa: SLF001 -- Django's documented name
    return Coalesce(Subquery(rows.values("client").annotate(count=Count("pk")).values("count")), 0)


def repoint(model: type[Model], pair: Pair, *, field: str = "client") -> None:
    """Let rows go along."""
    model._default_manager.filter(**{field: pair.gone}).update(**{field: pair.kept})  # noqa: SLF001 -- Django's documented name
