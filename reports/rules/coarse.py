"""Figures for groups whose numbers are not printed: a coarse mean, or that nearly everybody gave one answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from reports.data import Counts, Item, Table
from reports.rules.audit import Fact, Part, leaves_a_way_out
from reports.rules.forms import banded, end_code, nearly_all, people
from reports.rules.tree import Tree


@dataclass(frozen=True, slots=True)
class Decided:
    """Units that show anything of an item; among them those large enough for a distribution; and those with numbers."""

    shown: frozenset[UUID]
    distributed: frozenset[UUID]
    exact: frozenset[UUID]


def coarse_figures(
    tree: Tree, table: Table, sums: Mapping[UUID, Counts], decided: Decided, *, exact_ends: int
) -> dict[UUID, dict[str, object]]:
    """Figures for shown groups without numbers. They do not overlap and hold no numbers, so that none add up.

    sums: counts per unit with all units below it. A unit that holds the same people as the one above says the same.
    """
    candidates = decided.shown - decided.exact - tree.above(decided.exact)
    facts = {
        unit: _fact(table.item, sums[unit], exact_ends, distributed=unit in decided.distributed) for unit in candidates
    }
    stated = {unit: fact for unit, fact in facts.items() if fact is not None}
    chosen = {unit: stated[unit] for unit in tree.topmost(stated)}
    figures = {unit: chosen[unit](sums[unit]) for unit in _audited(tree, table, sums, decided.exact, chosen)}
    for unit in tree.order:
        parent = tree.parent[unit]
        if parent in figures and unit in candidates and people(sums[unit]) == people(sums[parent]):
            figures[unit] = figures[parent]
    return figures


def _fact(item: Item, counts: Counts, exact_ends: int, *, distributed: bool) -> Fact | None:
    """What could be said of a group without exact numbers; None when nothing can."""
    if not distributed:
        return partial(banded, item) if item.numbered else None
    code = end_code(counts, exact_ends)
    return partial(nearly_all, code) if code else None


def _audited(
    tree: Tree,
    table: Table,
    sums: Mapping[UUID, Counts],
    exact: frozenset[UUID],
    chosen: Mapping[UUID, Fact],
) -> list[UUID]:
    """Those of the coarse figures that stay, remainder by remainder of the exact distributions."""
    remainders = tree.gathered(table.own, exact)
    nearest = tree.holders(exact)
    inside: dict[UUID | None, list[UUID]] = {}
    for unit in sorted(chosen, key=lambda unit: (-people(sums[unit]), str(unit))):
        inside.setdefault(nearest[unit], []).append(unit)
    kept = inside.pop(None, [])  # below no exact distribution nothing is known that they could be held against
    for holder, units in inside.items():
        parts = {unit: Part(sums[unit], chosen[unit]) for unit in units}
        kept.extend(_safe_together(parts, remainders[holder]))
    return kept


def _safe_together(parts: Mapping[UUID, Part], everybody: Counts) -> list[UUID]:
    """The most groups, largest first, that leave everybody in the remainder a way out."""
    units = list(parts)
    while units:
        stated = [parts[unit] for unit in units]
        rest = everybody - sum((part.counts for part in stated), Counts())
        if leaves_a_way_out([*stated, Part(rest)] if rest else stated):
            break
        units.pop()
    return units
