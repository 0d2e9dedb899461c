"""Which units may be shown together, so that subtraction never leaves a small group.

On a tree the published sums tell exactly the remainders: for every published unit, the people who are in no published
unit below it. So a choice is safe when every remainder is empty or holds at least k people, and the best safe choice is
found unit by unit from below, with the hidden people so far (0 … k, more counts as k) as all there is to remember.
It takes O(units · k²) and looks at numbers of people only, never at what they answered.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import product
from uuid import UUID

from reports.rules.tree import Tree

IMPOSSIBLE = 10**30
Join = tuple[int, int]


@dataclass(slots=True)
class _Unit:
    """The cheapest way per number of hidden people below a unit, before and after deciding about the unit itself."""

    before: list[int]
    joins: list[dict[int, Join]] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    came_from: int | None = None
    """The number of hidden people from which publishing is best; None when hiding is cheaper or all that may be."""


def choose_published(
    tree: Tree, own: Mapping[UUID, int], k: int, *, allowed: Callable[[UUID], bool] = lambda _: True
) -> frozenset[UUID]:
    """Units to publish: the cheapest to hide are hidden, so that every remainder is empty or holds at least k people.

    own: people counted in the unit itself. allowed: units that may be published at all. A unit without people is never
    published. The upper levels win; among equals fewer people lose their results, then the order of units decides, so
    the same numbers always give the same choice.
    """
    totals = tree.totals(own)
    units: dict[UUID, _Unit] = {}
    for unit in reversed(tree.order):
        below = [units[child].after for child in tree.children[unit]]
        units[unit] = found = _join(below, min(own.get(unit, 0), k), k)
        may_show = totals[unit] > 0 and allowed(unit)
        _decide(found, hiding=hiding_cost(tree, totals, unit), k=k, may_show=may_show)
    return _follow(tree, units, k)


def hiding_cost(tree: Tree, totals: Mapping[UUID, int], unit: UUID) -> int:
    """What it costs not to publish a unit: by level first, then by people. Nothing when there is nobody in it."""
    people = totals[unit]
    everybody = 1 + sum(totals.values())
    return tree.weight(unit) * everybody + people if people else 0


def _join(below: list[list[int]], own: int, k: int) -> _Unit:
    """Add up the units below: the min-plus product of their costs."""
    found = _Unit(before=[0 if hidden == own else IMPOSSIBLE for hidden in range(k + 1)])
    for costs in below:
        joined, ways = [IMPOSSIBLE] * (k + 1), {}
        for so_far, more in product(_possible(found.before), _possible(costs)):
            hidden, cost = min(k, so_far + more), found.before[so_far] + costs[more]
            if cost < joined[hidden]:
                joined[hidden], ways[hidden] = cost, (so_far, more)
        found.before = joined
        found.joins.append(ways)
    return found


def _possible(costs: list[int]) -> list[int]:
    return [hidden for hidden, cost in enumerate(costs) if cost < IMPOSSIBLE]


def _decide(found: _Unit, *, hiding: int, k: int, may_show: bool) -> None:
    """Publish where that is safe and cheapest: after it nobody is hidden any more."""
    found.after = [min(IMPOSSIBLE, cost + hiding) for cost in found.before]
    for hidden in (0, k) if may_show else ():
        if found.before[hidden] < IMPOSSIBLE and found.before[hidden] <= found.after[0]:
            found.after[0], found.came_from = found.before[hidden], hidden


def _follow(tree: Tree, units: Mapping[UUID, _Unit], k: int) -> frozenset[UUID]:
    """Walk down again along the cheapest way."""
    published: set[UUID] = set()
    hidden_at: dict[UUID, int] = {}
    for unit in tree.order:
        found = units[unit]
        if tree.parent[unit] is None:
            hidden_at[unit] = min(range(k + 1), key=lambda hidden: found.after[hidden])
        hidden = hidden_at[unit]
        if hidden == 0 and found.came_from is not None:
            published.add(unit)
            hidden = found.came_from
        for child, ways in zip(reversed(tree.children[unit]), reversed(found.joins), strict=True):
            hidden, hidden_at[child] = ways[hidden]
    return frozenset(published)
