"""Plain objects of this room: what goes into the gate and what comes out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

Counts = Counter[str]
"""How many people gave each code."""
Results = dict[str, object]
"""What is published of one group, as it stands in the publication."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in the round's own copy of the tree."""

    unit: UUID
    parent: UUID | None
    name: str
    level: str
    path: str
    is_provider: bool = False


class Section(StrEnum):
    """Where in a publication an item stands."""

    QUESTIONS = "questions"
    DOMAINS = "domains"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is counted: codes in order. Only items with `numbered` codes, of one scale, have a mean."""

    section: Section
    key: str
    codes: tuple[str, ...]
    numbered: bool = False

    @property
    def ends(self) -> tuple[int, int]:
        """Lowest and highest code of a numbered item."""
        return int(self.codes[0]), int(self.codes[-1])


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody answered, without who it was: items by question key, and the unit in which they are counted."""

    unit: UUID
    answers: Mapping[str, Mapping[str, object]]
    helped: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What the respondents of one audience said about one item, by the unit in which they are counted."""

    item: Item
    own: Mapping[UUID, Counts]


@dataclass(frozen=True, slots=True)
class Group:
    """One unit × audience × informant as it leaves the gate. A withheld group has no results."""

    unit: UUID
    audience: str
    informant: str
    n: int
    withheld: bool
    results: Results = field(default_factory=dict)
