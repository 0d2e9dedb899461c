"""The contract of a roster importer, and what a roster is.

An importer SHALL turn the bytes of a file into a `Table` of texts and nothing more; what the columns mean, and whether
the cells are right, is judged for every format in the same way.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from organisations.choices import ClientGroup, Law, Product, RepresentationBasis

MAX_BYTES = 5_000_000
MAX_LINES = 20_000


class RosterRefusedError(Exception):
    """The file as a whole cannot be read; the message says why and how to mend it, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one place of the file, and how to mend it. `line` counts from 1 as an editor does."""

    line: int
    column: str
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of one line, with the number of the (first) line that they stand on."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the lines below it; `faults` are places where the format itself is broken."""

    header: Line
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...] = ()


class RosterImporter(Protocol):
    """Reads one file format."""

    @property
    def name(self) -> str:
        """Name of the format; it never changes once used."""
        ...

    def accepts(self, content: bytes) -> bool:
        """SHALL say whether these bytes look like this format, without reading all of them."""
        ...

    def read(self, content: bytes) -> Table:
        """SHALL return the table in the file; raises `RosterRefusedError` when there is none."""
        ...


@dataclass(frozen=True, slots=True)
class RelativeRow:
    """A relative as a line names them. `may_answer` None means that the file does not say."""

    number: str
    name: str
    email: str
    basis: RepresentationBasis
    may_answer: bool | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A client as a line names them. `profile` holds only the fields that the file fills in."""

    line: int
    number: str
    first_name: str
    last_name: str
    birth_date: date
    unit: str
    since: date
    law: Law
    product: Product
    client_group: ClientGroup
    profile: tuple[tuple[str, str | int], ...] = ()
    relatives: tuple[RelativeRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """All that a file says: the good lines, and every fault in the others.

    `units_elsewhere`: the unit that each line with a fault names, by its number, so that it is judged as well.
    """

    rows: tuple[PersonRow, ...] = ()
    faults: tuple[Fault, ...] = field(default=())
    units_elsewhere: tuple[tuple[int, str], ...] = ()
