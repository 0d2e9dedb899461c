"""Which unit does a text mean? Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Place:
    """A unit as a text may name it: `names` from the top of the tree down to the unit itself."""

    unit_id: UUID
    provider_id: UUID | None
    names: tuple[str, ...]
    closed: bool = False

    @property
    def full_name(self) -> str:
        """The names joined as people write them: `Bosweg/De Linde`."""
        return "/".join(self.names)


class PlaceIndex:
    """Finds units by name or by the end of their path (`Bosweg/De Linde`); capitals and blanks do not matter."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._units = frozenset(place.unit_id for place in places)
        self._by_ending: dict[str, list[Place]] = {}
        for place in places:
            if place.closed:  # what is closed can still hold somebody's past, but nobody is placed there any more
                continue
            for ending in {_plain("/".join(place.names[start:])) for start in range(len(place.names))}:
                self._by_ending.setdefault(ending, []).append(place)

    def find(self, text: str) -> list[Place]:
        """Return every unit that the text may mean: one is right, none and several are not."""
        return self._by_ending.get(_plain(text), [])

    def holds(self, unit_id: UUID) -> bool:
        """Return whether a unit is one of the places."""
        return unit_id in self._units

    def endings(self) -> list[str]:
        """Return all that would be understood, for suggesting what was meant."""
        return list(self._by_ending)


def _plain(text: str) -> str:
    return "/".join(" ".join(part.split()) for part in text.casefold().split("/"))
