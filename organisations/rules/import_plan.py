"""What an import would do, and what it is laid beside: the people and places that are known. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from organisations.importing.base import Fault, PersonRow, RelativeRow
from organisations.rules.placements import Stay
from organisations.rules.units import Place

Key = tuple[UUID, str]
"""The provider and the number that the provider gave."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A client as stored: names, profile, stays by product, and by relative's number the basis and `may_answer`.

    `own_choices` are the parts of the profile that the client chose, which no file changes. `died_on` and `left_on`:
    since when the person is no client any more.
    """

    id: UUID
    fields: Mapping[str, Any]
    profile: Mapping[str, Any]
    stays: Mapping[str, tuple[Stay, ...]]
    relatives: Mapping[str, tuple[str, bool]]
    own_choices: frozenset[str] = frozenset()
    died_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class KnownRelative:
    """A relative as stored. `elsewhere`: stands beside somebody, but beside nobody in the units of the import."""

    id: UUID
    name: str
    email: str
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """All that a file is laid beside: the units it may name, and the people known by provider and number."""

    places: tuple[Place, ...]
    people: Mapping[Key, KnownPerson] = field(default_factory=dict)
    relatives: Mapping[Key, KnownRelative] = field(default_factory=dict)


class Status(Enum):
    """What happens to a client."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """What a line does: only what changes is filled in. `places` names the unit for people to read."""

    row: PersonRow
    key: Key
    place: Place
    known: KnownPerson | None
    fields: Mapping[str, Any]
    profile: Mapping[str, Any]
    stays: tuple[Stay, ...]
    representations: tuple[RelativeRow, ...]
    relatives: tuple[RelativeRow, ...]

    @property
    def status(self) -> Status:
        """Whether the client is new, changed or as before."""
        if self.known is None:
            return Status.NEW
        return Status.CHANGED if self.changes else Status.UNCHANGED

    @property
    def changes(self) -> tuple[str, ...]:
        """The names of what changes, as people call them."""
        words = {
            "fields": _("name or date of birth"),
            "profile": _("how this person answers"),
            "stays": _("place or support"),
        }
        found = [word for part, word in words.items() if getattr(self, part)]
        return (*found, *([_("relatives")] if self.representations or self.relatives else []))


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that an import would do, and everything that stands in its way."""

    people: tuple[PlannedPerson, ...] = ()
    faults: tuple[Fault, ...] = ()

    def with_status(self, status: Status) -> tuple[PlannedPerson, ...]:
        """Return the clients with one status, in the order of the file."""
        return tuple(person for person in self.people if person.status is status)
