"""Of two invitations of one person in one round, which one counts. Pure."""

from dataclasses import dataclass
from enum import IntEnum

from surveys.choices import Outcome

WEIGHT = (
    Outcome.COMPLETE,
    Outcome.PARTLY,
    Outcome.REFUSED,
    Outcome.REFUSED_BY_REPRESENTATIVE,
    Outcome.OPEN,
    Outcome.NO_FIT,
    Outcome.NOT_REACHED,
    Outcome.LEFT_AFTER_ASKED,
    Outcome.LEFT,
    Outcome.DUPLICATE,
)
"""A word of the person weighs most; then that they can still be asked."""


class Begun(IntEnum):
    """How far the asking went, the furthest first."""

    ANSWERING = 0
    LETTER_OUT = 1
    NOTHING = 2


@dataclass(frozen=True, slots=True)
class Asking:
    """One invitation: what became of it, and how far it went."""

    outcome: Outcome
    begun: Begun = Begun.NOTHING


def kept_counts(kept: Asking, gone: Asking) -> bool:
    """Return whether the invitation of the record that stays counts; of two alike it does.

    Where both can still answer, the one counts that was begun, or whose letter lies on somebody's table.
    """
    return _weight(kept) <= _weight(gone)


def _weight(asking: Asking) -> tuple[int, Begun]:
    begun = asking.begun if asking.outcome == Outcome.OPEN else Begun.NOTHING
    return WEIGHT.index(asking.outcome), begun


def kept_case_counts(kept: int, gone: int) -> bool:
    """Return whether, of two cases about one client, that of the record that stays counts, by how many answered."""
    return kept >= gone
