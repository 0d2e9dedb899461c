"""The one gate: everything that is published of answers passes here, and nothing else does.

Which units show anything is decided on numbers of people only: first for the group as a whole, then within that per
item on the item's own number, then for exact distributions. Only the form of a small group's figures looks at answers.
"""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from reports.data import Group, Item, Results, Table
from reports.rules.choosing import choose_published
from reports.rules.coarse import Decided, coarse_figures
from reports.rules.exact import exact_units
from reports.rules.forms import WITHHELD, counted, people
from reports.rules.thresholds import Thresholds
from reports.rules.tree import Tree

Figure = dict[str, object]


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
    """Whether a unit may show anything by itself: above the providers it takes more people and several teams."""
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
    decided = Decided(shown, distributed, exact)
    return figures | coarse_figures(tree, table, sums, decided, exact_ends=thresholds.exact_ends)
