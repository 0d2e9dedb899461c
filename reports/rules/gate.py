"""The one gate: everything that is published of answers passes here, and nothing else does.

Which units show anything is decided on numbers of people only: first for the group as a whole, then within that per
item on the item's own number, then for exact distributions. Only the form of a small group's figures looks at answers.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from uuid import UUID

from reports.data import Counts, Group, Item, Results, Section, Table
from reports.rules.audit import Fact, Part, leaves_a_way_out
from reports.rules.choosing import choose_published
from reports.rules.exact import exact_units
from reports.rules.forms import WITHHELD, banded, counted, end_code, mean_band, nearly_all, people
from reports.rules.thresholds import Thresholds
from reports.rules.tree import Tree

Figure = dict[str, object]
Coarse = dict[UUID, Figure]


def through_the_gate(
    tree: Tree,
    own: Mapping[UUID, int],
    tables: Iterable[Table],
    thresholds: Thresholds,
    *,
    audience: str,
    informant: str,
) -> list[Group]:
    """Groups of one audience and informant, one per unit of the tree, ready to publish.

    own: people who answered, by the unit in which they are counted. tables: what they said, item by item. Clients and
    relatives go through apart and are never summed.
    """
    shown = choose_published(tree, own, thresholds.group, allowed=_wide_enough(tree, own, thresholds, tree.order))
    results: dict[UUID, Results] = {unit: {} for unit in shown}
    for table in tables:
        for unit, figure in item_figures(tree, table, thresholds, within=shown).items():
            _put(results[unit], table.item, figure)
    totals = tree.totals(own)
    return [
        Group(unit, audience, informant, totals[unit], withheld=unit not in shown, results=results.get(unit, {}))
        for unit in tree.order
    ]


def _put(results: Results, item: Item, figure: Figure) -> None:
    section = results.setdefault(item.section.value, {})
    if isinstance(section, dict):
        section[item.key] = figure


def _wide_enough(
    tree: Tree, own: Mapping[UUID, int], thresholds: Thresholds, within: Iterable[UUID], least: int = 0
) -> Callable[[UUID], bool]:
    """Whether a unit may show anything on its own numbers: above the providers it takes more people and several teams."""
    totals, teams, chosen = tree.totals(own), tree.teams(own), frozenset(within)

    def enough(unit: UUID) -> bool:
        above = unit in tree.above_provider
        people_needed = max(least, thresholds.above_provider) if above else least
        teams_needed = thresholds.teams_above_provider if above else 0
        return unit in chosen and totals[unit] >= people_needed and teams[unit] >= teams_needed

    return enough


def item_figures(tree: Tree, table: Table, thresholds: Thresholds, *, within: Iterable[UUID]) -> dict[UUID, Figure]:
    """The figure of one item for each of the shown units."""
    within = frozenset(within)
    own = {unit: people(counts) for unit, counts in table.own.items()}
    allowed = _wide_enough(tree, own, thresholds, within)
    shown = choose_published(tree, own, thresholds.mean, allowed=allowed)
    allowed = _wide_enough(tree, own, thresholds, shown, thresholds.distribution)
    distributed = choose_published(tree, own, thresholds.distribution, allowed=allowed)
    exact = exact_units(tree, table.own, distributed, thresholds.exact_ends)
    sums = tree.with_below(table.own)
    figures = dict.fromkeys(within, WITHHELD)
    figures |= {unit: counted(table.item, sums[unit]) for unit in exact}
    return figures | _coarse(tree, table, thresholds, sums=sums, shown=shown, distributed=distributed, exact=exact)


def _coarse(
    tree: Tree,
    table: Table,
    thresholds: Thresholds,
    *,
    sums: Mapping[UUID, Counts],
    shown: frozenset[UUID],
    distributed: frozenset[UUID],
    exact: frozenset[UUID],
) -> Coarse:
    """Coarse figures, only for groups that do not overlap and hold no exact distribution: then figures do not add up."""
    facts = {unit: _fact(table.item, sums[unit], thresholds, distributed=unit in distributed) for unit in shown - exact}
    holding = tree.above(exact)
    stated = {unit: fact for unit, fact in facts.items() if fact is not None and unit not in holding}
    chosen = {unit: stated[unit] for unit in tree.topmost(stated)}
    return {unit: chosen[unit](sums[unit]) for unit in _audited(tree, table, sums, exact, chosen)}


def _fact(item: Item, counts: Counts, thresholds: Thresholds, *, distributed: bool) -> Fact | None:
    """What could be said of a group without exact numbers; None when nothing can."""
    if not distributed:
        return partial(banded, item) if item.numbered else None
    code = end_code(counts, thresholds.exact_ends)
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
