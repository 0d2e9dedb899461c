"""Whether somebody may still be asked, and whether what came in counts. Pure: rows and moments are passed in."""

from surveys.choices import COUNTED_OUTCOMES, Outcome, QuarantineReason, RoundStatus

REFUSALS = frozenset({Outcome.REFUSED, Outcome.REFUSED_BY_REPRESENTATIVE})
FINAL = COUNTED_OUTCOMES | REFUSALS | {Outcome.LEFT}
"""Outcomes after which nobody is asked any more."""

CORRECTABLE_TO = frozenset(set(Outcome) - COUNTED_OUTCOMES)
"""What staff may write down themselves. That somebody answered is said by their answers alone."""


def obstacle(*, status: RoundStatus, outcome: Outcome) -> QuarantineReason | None:
    """Return why a submission cannot count, None when it can. An earlier word of the person themselves weighs most."""
    if outcome in COUNTED_OUTCOMES:
        return QuarantineReason.ALREADY_ANSWERED
    if outcome in REFUSALS:
        return QuarantineReason.ALREADY_REFUSED
    if status != RoundStatus.OPEN:
        return QuarantineReason.ROUND_CLOSED
    return None


def may_be_asked(*, status: RoundStatus, outcome: Outcome) -> bool:
    """Return whether an invitation may be opened: the round is open and nothing final was said."""
    return status == RoundStatus.OPEN and outcome not in FINAL


def may_be_corrected(*, status: RoundStatus, before: Outcome, after: Outcome) -> bool:
    """Return whether staff may change an outcome: in an open round, never away from or to an answer."""
    return status == RoundStatus.OPEN and before not in COUNTED_OUTCOMES and after in CORRECTABLE_TO
