"""The last look: coarse figures beside exact ones must leave every member of every group a way out.

The people in a remainder of known composition are divided into groups of which only something coarse is said, and a
rest of which nothing is said. The figures are kept only if, for every answer in every group, somebody who gave it could
have changed places with a person of another group who answered otherwise, at most together with one other pair, and
every figure would still be the same. Then nobody can know that all in a group answered this, nor how many did. It fails
closed: other ways out may exist, and are not looked for.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from reports.data import Counts

Fact = Callable[[Counts], dict[str, object]]
Swap = tuple[str, str]
"""What leaves a group, and what comes in its place."""


@dataclass(frozen=True, slots=True)
class Part:
    """A group inside a remainder: its true counts, and what is said of it (None says nothing)."""

    counts: Counts
    fact: Fact | None = None

    def allows(self, swaps: Sequence[Swap]) -> bool:
        """Whether these people are there to leave, and what is said of the group stays the same."""
        after = self.counts.copy()
        for gone, come in swaps:
            after[gone] -= 1
            after[come] += 1
        return min(after.values()) >= 0 and (self.fact is None or self.fact(after) == self.fact(self.counts))


def leaves_a_way_out(parts: Sequence[Part]) -> bool:
    """Whether every answer in every part could as well have been given in another part."""
    codes = sorted({code for part in parts for code in +part.counts})
    if len(codes) == 1:
        return True  # the exact distribution says so already
    return all(
        any(_could_trade(part, other, code, codes) for other in parts if other is not part)
        for part in parts
        for code in +part.counts
    )


def _could_trade(here: Part, there: Part, code: str, codes: Sequence[str]) -> bool:
    return any(
        there.allows([(come, gone) for gone, come in swaps]) and here.allows(swaps) for swaps in _trades(code, codes)
    )


def _trades(code: str, codes: Sequence[str]) -> Iterator[list[Swap]]:
    """Trades after which the number of people who gave this code has changed: one pair first, then two."""
    others = [other for other in codes if other != code]
    yield from ([(code, other)] for other in others)
    yield from ([(code, other), (gone, come)] for other in others for gone in codes for come in others if gone != come)
