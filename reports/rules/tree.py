"""A tree of units with people in it, and what its published sums add up to.

People may be counted in any unit, also in one that has units below it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from reports.data import Counts, Place

ABOVE_PROVIDER, PROVIDER, BETWEEN, TEAM = 400, 60, 8, 1
"""What it costs to hide a unit: the upper levels win."""


class Tree:
    """The units of a round, parents before children, in an order that does not depend on how they came in."""

    def __init__(self, places: Iterable[Place]) -> None:
        """Put the units in order of path."""
        self.places = {place.unit: place for place in sorted(places, key=lambda place: (place.path, str(place.unit)))}
        self.children: dict[UUID, list[UUID]] = {unit: [] for unit in self.places}
        self.parent: dict[UUID, UUID | None] = {}
        for unit, place in self.places.items():
            parent = place.parent if place.parent in self.places else None
            self.parent[unit] = parent
            if parent is not None:
                self.children[parent].append(unit)
        self.order = self._parents_first()
        self.above_provider = self._above_provider()

    def _parents_first(self) -> tuple[UUID, ...]:
        order = [unit for unit, parent in self.parent.items() if parent is None]
        for unit in order:  # the list grows while it is read: level after level
            order.extend(self.children[unit])
        return tuple(order)

    def _above_provider(self) -> frozenset[UUID]:
        """Units with a provider below them."""
        above: set[UUID] = set()
        for unit in reversed(self.order):
            parent = self.parent[unit]
            if parent is not None and (unit in above or self.places[unit].is_provider):
                above.add(parent)
        return frozenset(above)

    def weight(self, unit: UUID) -> int:
        """What it costs to hide this unit."""
        if unit in self.above_provider:
            return ABOVE_PROVIDER
        if self.places[unit].is_provider:
            return PROVIDER
        return BETWEEN if self.children[unit] else TEAM

    def totals(self, own: Mapping[UUID, int]) -> dict[UUID, int]:
        """People per unit, with all units below it."""
        totals = {unit: own.get(unit, 0) for unit in self.order}
        for unit in reversed(self.order):
            parent = self.parent[unit]
            if parent is not None:
                totals[parent] += totals[unit]
        return totals

    def teams(self, own: Mapping[UUID, int]) -> dict[UUID, int]:
        """Units in which anybody is counted, per unit with all units below it."""
        return self.totals({unit: 1 for unit, people in own.items() if people})

    def holders(self, marked: Collection[UUID]) -> dict[UUID, UUID | None]:
        """Per unit the nearest marked unit at or above it."""
        nearest: dict[UUID, UUID | None] = {}
        for unit in self.order:
            parent = self.parent[unit]
            nearest[unit] = unit if unit in marked else nearest[parent] if parent is not None else None
        return nearest

    def gathered(self, own: Mapping[UUID, Counts], marked: Collection[UUID]) -> dict[UUID | None, Counts]:
        """Counts per marked unit of the people who are in no lower marked unit: what subtraction gives.

        Publishing sums for the marked units tells exactly these remainders and what they add up to. Under None: the
        people below no marked unit at all.
        """
        nearest = self.holders(marked)
        gathered: dict[UUID | None, Counts] = {unit: Counter() for unit in marked}
        for unit, counts in own.items():
            gathered.setdefault(nearest[unit], Counter()).update(counts)
        return gathered

    def with_below(self, own: Mapping[UUID, Counts]) -> dict[UUID, Counts]:
        """Counts per unit, with all units below it."""
        sums = {unit: Counter(own.get(unit, {})) for unit in self.order}
        for unit in reversed(self.order):
            parent = self.parent[unit]
            if parent is not None:
                sums[parent].update(sums[unit])
        return sums

    def above(self, units: Collection[UUID]) -> frozenset[UUID]:
        """Units that have one of these strictly below them."""
        above: set[UUID] = set()
        for unit in reversed(self.order):
            parent = self.parent[unit]
            if parent is not None and (unit in units or unit in above):
                above.add(parent)
        return frozenset(above)

    def topmost(self, units: Collection[UUID]) -> list[UUID]:
        """Those of these units that have none of the others above them, in order."""
        covered: set[UUID] = set()
        found = []
        for unit in self.order:
            parent = self.parent[unit]
            if parent in covered:
                covered.add(unit)
            elif unit in units:
                covered.add(unit)
                found.append(unit)
        return found
