"""Which exact distributions stand or fall together, so that what falls says little about answers.

The people in the remainder of a unit's distribution and those right below it are its *parts*. Parts of fewer than
`enough` people are put into blocks of at least `enough` people, on numbers of people only. When a part must not be told
exactly, its block falls: as many people as that are never "nearly everybody the same" again, whatever they answered, so
that no answer can make another block fall with it. Where there are too few people for a block, all parts are one, and
the unit becomes a part of the unit above. Parts that need company from large ones borrow it.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from reports.rules.tree import Tree

Units = frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Part:
    """People who are told apart as long as their block stands: all in a unit, or the remainder of its distribution.

    falling: the units that are not exact once it has fallen; none for a remainder, which never was told by itself.
    """

    unit: UUID
    people: int
    falling: Units = frozenset()

    @property
    def is_rest(self) -> bool:
        """Whether this is the remainder of the unit's own distribution."""
        return not self.falling


@dataclass(frozen=True, slots=True)
class Block:
    """Parts of one unit that fall together, smallest first; borrowed are units that only fall to keep them company."""

    parts: tuple[Part, ...]
    borrowed: Units = frozenset()

    @property
    def falling(self) -> Units:
        """Every unit that is not exact once the block has fallen."""
        return self.borrowed.union(*(part.falling for part in self.parts))

    @property
    def holds_rest(self) -> bool:
        """Whether the remainder of the unit is in this block."""
        return any(part.is_rest for part in self.parts)


@dataclass(slots=True)
class Blocks:
    """The blocks of each unit with a distribution, the one with its remainder first.

    rests: people in the remainder of each of the distributions. totals: people per unit, with all units below it.
    """

    tree: Tree
    rests: Mapping[UUID, int]
    totals: Mapping[UUID, int]
    enough: int
    of: dict[UUID, list[Block]] = field(default_factory=dict)
    _below: dict[UUID, list[UUID]] = field(default_factory=dict)
    _large: dict[UUID, Units] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Divide from below: a unit must know whether those right below it are small."""
        holders = self.tree.holders(self.rests)
        self._below = {unit: [] for unit in self.rests}
        for unit in self.rests:
            parent = self.tree.parent[unit]
            above = None if parent is None else holders[parent]
            if above is not None:
                self._below[above].append(unit)
        for unit in reversed(self.tree.order):
            if unit in self.rests:
                self._divide(unit)

    def _divide(self, unit: UUID) -> None:
        """Make the blocks of a unit; of a large one also remember what must fall to keep small ones company."""
        parts = self._small_parts(unit)
        is_large = self.totals[unit] >= self.enough
        if sum(part.people for part in parts) >= self.enough:
            self.of[unit] = sorted(_blocks(parts, self.enough), key=lambda block: not block.holds_rest)
        else:
            self.of[unit] = [Block(parts, self._company(unit) if is_large else frozenset())] if parts else []
        if is_large:
            self._large[unit] = self._large_set(unit)

    def _small_parts(self, unit: UUID) -> tuple[Part, ...]:
        rest = self.rests[unit]
        parts = [Part(unit, rest)] if 0 < rest < self.enough else []
        small = [child for child in self._below[unit] if self.totals[child] < self.enough]
        parts += [Part(child, self.totals[child], self._all_of(child)) for child in small]
        return tuple(sorted(parts, key=_order))

    def _all_of(self, unit: UUID) -> Units:
        """A small unit and every distribution below it: hidden people must not depend on what falls further down."""
        return frozenset({unit}).union(*map(self._all_of, self._below[unit]))

    def _company(self, unit: UUID) -> Units:
        """Units right below that must fall to let `enough` people into the remainder; none when they are there."""
        large = [child for child in self._below[unit] if child in self._large]
        if self.rests[unit] >= self.enough or not large:
            return frozenset()
        return self._large[min(large, key=lambda child: (len(self._large[child]), self.totals[child], str(child)))]

    def _large_set(self, unit: UUID) -> Units:
        """What must fall with a large unit, so that it brings `enough` people whatever they answered."""
        blocks = self.of[unit] if self.rests[unit] < self.enough else []
        return frozenset({unit}) | (blocks[0].falling if blocks else self._company(unit))


def _order(part: Part) -> tuple[bool, int, int, str]:
    """The remainder first, as it is never told by itself; then what costs least."""
    return not part.is_rest, len(part.falling), part.people, str(part.unit)


def _blocks(parts: Sequence[Part], enough: int) -> list[Block]:
    """As many blocks of enough people as go: the largest with the smallest. What is left over joins the last."""
    left, blocks = deque(sorted(parts, key=lambda part: (part.people, str(part.unit)))), []
    while sum(part.people for part in left) >= enough:
        block = [left.pop()]
        while sum(part.people for part in block) < enough:
            block.append(left.popleft())
        blocks.append(block)
    blocks[-1].extend(left)
    return [Block(tuple(sorted(block, key=_order))) for block in blocks]
