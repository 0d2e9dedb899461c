"""An attacker who knows every number of people and every published figure, and solves for what was not published.

One unknown per unit and code: how many of the people counted in that unit gave that code. Every figure is a linear
condition on whole numbers; HiGHS finds the least and the most that is possible.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from uuid import UUID

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from reports.data import Item
from reports.rules.tree import Tree
from tests.reports.trees import World, counts

Row = tuple[dict[int, float], float, float]


class Attacker:
    """What follows from the figures of one item."""

    def __init__(self, tree: Tree, people: Mapping[UUID, int], item: Item, figures: Mapping[UUID, dict]) -> None:
        self.tree, self.item = tree, item
        self.cells = {pair: number for number, pair in enumerate((u, c) for u in tree.order for c in item.codes)}
        rows = [*self._people(people), *(row for unit, figure in figures.items() for row in self._told(unit, figure))]
        matrix = np.zeros((len(rows), len(self.cells)))
        for number, (weights, _, _) in enumerate(rows):
            for cell, weight in weights.items():
                matrix[number, cell] = weight
        self.known = LinearConstraint(matrix, [row[1] for row in rows], [row[2] for row in rows])

    def below(self, unit: UUID) -> list[UUID]:
        found = [unit]
        for place in found:
            found.extend(self.tree.children[place])
        return found

    def _sum(self, unit: UUID, weight: Mapping[str, float]) -> dict[int, float]:
        return {self.cells[place, code]: value for place in self.below(unit) for code, value in weight.items()}

    def _people(self, people: Mapping[UUID, int]) -> Iterator[Row]:
        for unit in self.tree.order:
            everybody = people.get(unit, 0)
            yield {self.cells[unit, code]: 1.0 for code in self.item.codes}, everybody, everybody

    def _told(self, unit: UUID, figure: dict) -> Iterator[Row]:
        for code, given in figure.get("counts", {}).items():
            yield self._sum(unit, {code: 1.0}), given, given
        for code in figure.get("at_least", {}):
            yield self._sum(unit, {code: 10.0}), 9 * figure["n"], np.inf
        if "mean_band" in figure:
            yield (self._sum(unit, {code: float(code) for code in self.item.codes}), *self._band(figure))

    def _band(self, figure: dict) -> tuple[float, float]:
        """Sums that give this band: half open, and open-ended for the outermost ones."""
        lowest, highest = self.item.ends
        band, quarter, n = Fraction(figure["mean_band"]), Fraction(1, 4), figure["n"]
        least = lowest * n if band == lowest + Fraction(1, 2) else -(-(band - quarter) * n // 1)
        above = (band + quarter) * n
        most = highest * n if band == highest - Fraction(1, 2) else -(-above // 1) - 1
        return float(least), float(most)

    def extreme(self, units: list[UUID], code: str, *, most: bool) -> int:
        """The least, or the most, people in these units who can have given the code."""
        goal = np.zeros(len(self.cells))
        for unit in units:
            goal[self.cells[unit, code]] = -1.0 if most else 1.0
        found = milp(goal, constraints=self.known, bounds=Bounds(0, np.inf), integrality=np.ones(len(self.cells)))
        assert found.x is not None, found.message
        return round(abs(found.fun))


def pinned(world: World, figures: Mapping[UUID, dict]) -> list[tuple[UUID, str, int]]:
    """Numbers above nought in hidden or coarse units that the attacker works out exactly, without being told them.

    Of a unit that holds exact units only the rest is looked at. It was told when it is the whole remainder of an exact
    figure, which holds many people with divided answers, and when everybody in a large remainder answered the same.
    """
    people = {unit: counts.total() for unit, counts in world.table.own.items()}
    attacker = Attacker(world.tree, people, world.item, figures)
    exact = {unit for unit, figure in figures.items() if "counts" in figure}
    nearest, remainders = world.tree.holders(exact), world.tree.gathered(world.table.own, exact)
    found = []
    for unit in set(world.tree.order) - exact:
        rest = [place for place in attacker.below(unit) if nearest[place] == nearest[unit]]
        truth = sum((counts(world.answers[place]) for place in rest), Counter())
        told = nearest[unit] is not None and (
            truth == remainders[nearest[unit]] or len(+remainders[nearest[unit]]) == 1
        )
        found += [
            (unit, code, given)
            for code, given in truth.items()
            if given and not told and _certain(attacker, rest, code, given)
        ]
    return found


def _certain(attacker: Attacker, rest: list[UUID], code: str, given: int) -> bool:
    return all(attacker.extreme(rest, code, most=most) == given for most in (False, True))
