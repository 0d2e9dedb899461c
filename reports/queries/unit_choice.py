"""Choosing a unit of a publication: the whole tree in order, or what a search finds."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from reports.data import Place

LONG = 20
"""From this number of units on, a search field stands beside the list."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A unit in the list, with how deep it lies below the topmost one that is shown."""

    place: Place
    depth: int

    @property
    def indent(self) -> str:
        """Blanks that show the depth in a list without levels."""
        return "\N{NO-BREAK SPACE}" * 4 * self.depth


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """The units to choose from, and the chosen one."""

    choices: tuple[Choice, ...]
    chosen: Place
    is_long: bool
    search: str
    nothing_found: bool


def choose_unit(places: Sequence[Place], unit: UUID | None, search: str) -> UnitChoice:
    """Choose the asked unit, else the first that the search finds, else the topmost. Raises LookupError for no unit."""
    by_unit = {place.unit: place for place in places}
    if unit is not None and unit not in by_unit:
        raise LookupError
    found = [place for place in places if search.casefold() in place.name.casefold()] if search else list(places)
    chosen = by_unit[unit] if unit is not None else found[0] if found else places[0]
    depths = _depths(places)
    shown = found if found and (unit is None or by_unit[unit] in found) else places
    return UnitChoice(
        choices=tuple(Choice(place, depths[place.unit]) for place in _in_tree_order(shown)),
        chosen=chosen,
        is_long=len(places) > LONG,
        search=search,
        nothing_found=bool(search) and not found,
    )


def _depths(places: Sequence[Place]) -> dict[UUID, int]:
    depths: dict[UUID, int] = {}
    for place in places:
        depths[place.unit] = depths[place.parent] + 1 if place.parent in depths else 0
    return depths


def _in_tree_order(places: Sequence[Place]) -> list[Place]:
    return sorted(places, key=lambda place: place.path)
