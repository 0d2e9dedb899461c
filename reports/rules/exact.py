"""Which distributions may be exact: where nearly everybody in a small group says the same, the number is not printed.

It may not follow by subtraction either, so others fall with it until every remainder is empty, large or divided. Which
ones is settled on numbers of people (`blocks.py`). What falls is the least of the sets that may fall: it does not
change when people whose answers stay hidden together change places, except that less may fall.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from reports.data import Counts
from reports.rules.blocks import Block, Blocks, Part, Units
from reports.rules.forms import end_code, people
from reports.rules.tree import Tree


def exact_units(
    tree: Tree, own: Mapping[UUID, Counts], distributed: Collection[UUID], exact_ends: int
) -> frozenset[UUID]:
    """Those of the units with a distribution whose numbers may be printed. The upper levels win."""
    gathered = tree.gathered(own, distributed)
    said = _Said(tree.with_below(own), {unit: gathered[unit] for unit in distributed}, exact_ends)
    rests = {unit: people(counts) for unit, counts in said.rests.items()}
    totals = {unit: people(counts) for unit, counts in said.sums.items()}
    blocks = Blocks(tree, rests, totals, exact_ends)
    fallen = {unit for unit in _topmost(tree, distributed) if said.alike(said.sums[unit])}
    for unit in tree.order:  # from above: whether a unit still stands decides what of its blocks may stay
        if unit in rests:
            fallen |= _falling(unit, blocks.of[unit], said, stands=unit not in fallen)
    return frozenset(distributed) - fallen


def _topmost(tree: Tree, units: Collection[UUID]) -> list[UUID]:
    below = tree.holders(units)
    return [unit for unit in units if (parent := tree.parent[unit]) is None or below[parent] is None]


@dataclass(frozen=True, slots=True)
class _Said:
    """The answers: per unit with all units below it, and in the remainder of each distribution."""

    sums: Mapping[UUID, Counts]
    rests: Mapping[UUID, Counts]
    exact_ends: int

    def alike(self, counts: Counts) -> bool:
        """Whether so few people gave nearly all the same answer that it may not be counted."""
        return end_code(counts, self.exact_ends) is not None

    def by(self, part: Part) -> Counts:
        return self.rests[part.unit] if part.is_rest else self.sums[part.unit]


def _falling(unit: UUID, blocks: list[Block], said: _Said, *, stands: bool) -> Units:
    """What falls right below a unit: the blocks with a part that is alike, and with any the one with the remainder.

    The remainder is hidden together with whatever falls. One block that falls by itself need not fall as a whole.
    """
    broken = [block for block in blocks if any(said.alike(said.by(part)) for part in block.parts)]
    falling = [block for block in blocks if block in broken or (broken and block.holds_rest)]
    if len(falling) == 1 and stands:
        return _least(falling[0], said, said.rests[unit])
    return frozenset().union(*(block.falling for block in falling))


def _least(block: Block, said: _Said, rest: Counts) -> Units:
    """The fewest parts, smallest first, that hide each other while none that stays is alike; else the whole block."""
    hidden, falling, staying = rest, Units(), [part for part in block.parts if not part.is_rest]
    while staying and (said.alike(hidden) or any(said.alike(said.by(part)) for part in staying)):
        part = staying.pop(0)
        hidden, falling = hidden + said.by(part), falling | part.falling
    return block.falling if said.alike(hidden) else falling
