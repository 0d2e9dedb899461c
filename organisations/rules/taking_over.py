"""Which units that were merged away are read by whom. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A closed unit, and the tree path of the one that took over all of it."""

    unit_id: UUID
    path: str
    into: str


def past_below(path: str, units: Iterable[TakenOver]) -> list[TakenOver]:
    """Return the units that were taken over, perhaps by way of others, at or below a tree path, and lie elsewhere.

    What lies at or below the path itself is read by its place already.
    """
    elsewhere = [unit for unit in units if not unit.path.startswith(path)]
    found: list[TakenOver] = []
    reached: tuple[str, ...] = (path,)
    while reached:
        more = [unit for unit in elsewhere if unit not in found and unit.into.startswith(reached)]
        found += more
        reached = tuple(unit.path for unit in more)
    return found
