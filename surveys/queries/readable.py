"""The response of a round as one reader may see it."""

from collections import defaultdict
from dataclasses import replace
from uuid import UUID

from organisations import access
from organisations.choices import PERSON_ROLES
from organisations.data import Rights
from organisations.queries.taking_over import with_past
from surveys.access import READERS
from surveys.choices import Audience
from surveys.data import RoundResponse, TreeNode, UnitResponse
from surveys.models import Round
from surveys.queries.response import response
from surveys.rules.reasons import merged, shown_split


def readable_response(asking: Round, rights: Rights) -> RoundResponse:
    """Return the response of the units that somebody may see, small reasons merged where they do not see persons.

    What is merged is decided over the whole round, so two readers together learn no more than each alone.
    """
    found = response(asking.id)
    nodes = [unit.node for unit in found.units]
    reading = with_past(rights)
    mine = _below(nodes, set(access.units(reading, *READERS).values_list("pk", flat=True)))
    persons = _below(nodes, set(access.units(reading, *PERSON_ROLES).values_list("pk", flat=True)))
    apart = _shown_apart(found)
    units = (
        unit if unit.node.id in persons | apart[unit.audience] else merged(unit)
        for unit in found.units
        if unit.node.id in mine
    )
    return replace(found, units=tuple(_without_hidden_parent(unit, mine) for unit in units))


def _below(nodes: list[TreeNode], live: set[UUID]) -> set[UUID]:
    """The frozen units that are one of these live units, or lay below one when the round opened."""
    found: set[UUID] = set()
    for node in nodes:  # parents before children
        if node.unit_id in live or node.parent_id in found:
            found.add(node.id)
    return found


def _shown_apart(found: RoundResponse) -> dict[Audience, frozenset[UUID]]:
    by_audience: dict[Audience, list[UnitResponse]] = defaultdict(list)
    for unit in found.units:
        by_audience[unit.audience].append(unit)
    return {audience: shown_split(units) for audience, units in by_audience.items()}


def _without_hidden_parent(unit: UnitResponse, mine: set[UUID]) -> UnitResponse:
    if unit.node.parent_id in mine:
        return unit
    return replace(unit, node=replace(unit.node, parent_id=None))
