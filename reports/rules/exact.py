"""Which distributions may be exact: where nearly everybody in a small group says the same, the number is not printed.

It may not follow by subtraction either. So a distribution is exact only as long as every remainder between exact
distributions is empty, large, or divided.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from reports.data import Counts
from reports.rules.forms import end_code, people
from reports.rules.tree import Tree


def exact_units(
    tree: Tree, own: Mapping[UUID, Counts], distributed: Collection[UUID], exact_ends: int
) -> frozenset[UUID]:
    """Those of the units with a distribution whose numbers may be printed. The upper levels win."""
    exact = set(distributed)
    while offender := _lowest_offender(tree, own, exact, exact_ends):
        exact.discard(_to_drop(tree, own, exact, offender))
    return frozenset(exact)


def _lowest_offender(tree: Tree, own: Mapping[UUID, Counts], exact: Collection[UUID], exact_ends: int) -> UUID | None:
    remainders = tree.gathered(own, exact)
    offenders = (unit for unit in reversed(tree.order) if unit in exact and end_code(remainders[unit], exact_ends))
    return next(offenders, None)


def _to_drop(tree: Tree, own: Mapping[UUID, Counts], exact: Collection[UUID], offender: UUID) -> UUID:
    """The smallest exact unit right below the offender, whose people then hide its remainder; else the offender."""
    nearest = tree.holders(exact)
    parents = {unit: tree.parent[unit] for unit in exact}
    below = [unit for unit, parent in parents.items() if parent is not None and nearest[parent] == offender]
    sums = tree.with_below(own) if below else {}
    return min(below, key=lambda unit: (people(sums[unit]), str(unit)), default=offender)
