"""The contract by which a room says what it holds about a client, and exports, removes and keeps it.

A room writes one rule (in its `erasure.py`) and registers it at start-up. Every model from which a path of foreign keys
leads to a client stands in exactly one `Kind` of one rule; a test walks the models and fails for one that does not.
Rules act from right to left: what follows for a person goes before what it follows from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from django.utils.functional import Promise

from organisations.choices import AskedBy, ErasureGround, WhyKept
from organisations.rules.retention import Term

ALWAYS = frozenset(ErasureGround)
"""Goes whatever the ground of a request is."""
NEVER: frozenset[ErasureGround] = frozenset()
"""Stays until its term is over, whatever the ground of a request is."""
WITH_THE_FILE = frozenset({ErasureGround.CARE_FILE, ErasureGround.MISTAKE})
"""Goes when somebody asks to destroy the care file, or was never supported here."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of row about a client.

    `model` is its label, such as "surveys.Draft"; `client` the lookup from it to the client; `term` its class of
    retention, which counts from `counts_from` (in words); `why` says for what purpose, and on what ground in law, it is
    kept. `goes_on` are the grounds on which a request takes it at once. `fields` are exported, with their own words; no
    secret and no hash is among them. `tells_where` are those of them that name a place or somebody of staff. `also` are
    models whose rows go with it and say nothing more about the person. `holds`: the foreign key by which a row keeps
    one of a room on its left, such as a wish the answer it came from. `or_client`: a second lookup, where one row is
    part of two files, such as what one provider gave and another got.
    """

    model: str
    label: str | Promise
    client: str
    term: Term
    counts_from: str | Promise
    why: str | Promise
    goes_on: frozenset[ErasureGround] = ALWAYS
    fields: tuple[str, ...] = ()
    tells_where: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    holds: str = ""
    or_client: str = ""

    @property
    def lookups(self) -> tuple[str, ...]:
        """Return the ways from a row to the client."""
        return (self.client, self.or_client) if self.or_client else (self.client,)

    @property
    def name(self) -> str:
        """Return the name under which certificates count it; it never changes once used."""
        return self.model


@dataclass(frozen=True, slots=True)
class Subject:
    """The client whom an export or a removal is about.

    for_whom: who gets an export; a representative does not get what other relatives said. hide_places: nor where the
    client is and by whom supported, while the address is secret for one of those who stand beside the client.
    """

    client_id: UUID
    provider_id: UUID
    for_whom: AskedBy = AskedBy.CLIENT
    hide_places: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """How many rows of a kind went. No name, no number, nothing of what they said."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Stayed:
    """How many rows of a kind had to stay, until when (None: no day can be said yet) and why."""

    kind: str
    count: int
    until: date | None
    why: WhyKept


@dataclass(frozen=True, slots=True)
class Removal:
    """What one room, or all of them, removed and kept."""

    gone: tuple[Gone, ...] = ()
    stayed: tuple[Stayed, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return it as a certificate keeps it: counts by kind; for what stayed also until when (ISO 8601) and why."""
        stayed = {
            one.kind: {"count": one.count, "until": one.until.isoformat() if one.until else None, "why": one.why.value}
            for one in self.stayed
        }
        return {"gone": {one.kind: one.count for one in self.gone}, "stayed": stayed}

    def __add__(self, other: "Removal") -> "Removal":
        return Removal(self.gone + other.gone, self.stayed + other.stayed)

    @property
    def until(self) -> date | None:
        """Return the last day until which something stays; None when that cannot be said of anything."""
        return max((one.until for one in self.stayed if one.until), default=None)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be removed: all of a client that a ground allows, on a day.

    `so_far` is what became of the rows of the rooms on the right, which may need some of the rows here.
    """

    subject: Subject
    ground: ErasureGround
    on: date
    so_far: Removal = Removal()


@dataclass(frozen=True, slots=True)
class Line:
    """A word and what stands behind it, both readable."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in an export for a reader: a title and its lines."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one kind in an export for a reader; `note` says what cannot be given, and why."""

    title: str
    entries: tuple[Entry, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file of an export: its name in the archive, its sealed name in the media folder, and what it is."""

    name: str
    stored: str
    sealed: bool = True


@dataclass(frozen=True, slots=True)
class Export:
    """All that one room gives of a person: for a reader, for a machine (JSON values by name of the kind), and files."""

    sections: tuple[Section, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[ExportedFile, ...] = ()


class RoomRule(Protocol):
    """What a room holds about clients, and what becomes of it."""

    @property
    def name(self) -> str:
        """Name of the room; it never changes once used."""
        ...

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Every kind of row from which a path leads to a client."""
        ...

    def export(self, subject: Subject, *, at: datetime) -> Export:
        """SHALL return all that the person may have, and say in a note what they may not have, and why."""
        ...

    def erase(self, order: Order) -> Removal:
        """SHALL remove what the ground allows, files included, in one transaction; doing it again removes nothing.

        What stays is counted in `Removal.stayed`, each with its day and its reason.
        """
        ...

    def expire(self, *, provider_id: UUID, on: date, limit: int) -> tuple[Gone, ...]:
        """SHALL remove at most about `limit` rows per kind whose term is over, in one transaction."""
        ...
