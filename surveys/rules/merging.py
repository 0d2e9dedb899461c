"""Of two invitations of one person in one round, which one counts. Pure."""

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


def kept_counts(kept: Outcome, gone: Outcome) -> bool:
    """Return whether the invitation of the record that stays counts; of two alike it does."""
    return WEIGHT.index(kept) <= WEIGHT.index(gone)
