"""Whether somebody may still be asked, and whether what came in counts. Pure: rows and moments are passed in."""

from surveys.choices import COUNTED_OUTCOMES, GONE, Outcome, QuarantineReason, RoundStatus

REFUSALS = frozenset({Outcome.REFUSED, Outcome.REFUSED_BY_REPRESENTATIVE})
FINAL = COUNTED_OUTCOMES | REFUSALS | GONE
"""Outcomes after which nobody is asked any more."""

CORRECTABLE_TO = frozenset(set(Outcome) - COUNTED_OUTCOMES - {Outcome.LEFT_AFTER_ASKED, Outcome.DUPLICATE})
"""What staff may write down themselves. That somebody answered is said by their answers alone.

Whether somebody left after being asked, and who stands in the list twice, follows from what is known of them.
"""


def obstacle(*, status: RoundStatus, outcome: Outcome) -> QuarantineReason | None:
    """Return why a submission cannot count, None when it can. An earlier word of the person themselves weighs most."""
    if outcome in COUNTED_OUTCOMES:
        return QuarantineReason.ALREADY_ANSWERED
    if outcome in REFUSALS:
        return QuarantineReason.ALREADY_REFUSED
    if status != RoundStatus.OPEN:
        return QuarantineReason.ROUND_CLOSED
    return QuarantineReason.CLIENT_LEFT if outcome in GONE else None


def outcome_when_gone(before: Outcome, *, asked: bool) -> Outcome:
    """Return what becomes of an invitation when the client dies or the help ends; a final word of the person stays.

    AAPOR's Standard Definitions (10th edition, 2023) fix eligibility on a status date; who dies after it and was in the
    field is an eligible person without an interview (2.31), who was gone before is not eligible (4). The status date of
    one person is the moment of being asked: a letter was made, the tablet was handed over, or staff wrote down that
    asking did not work. So who was asked stays in the denominator, and a round cannot look better by their leaving.
    """
    if before in FINAL:
        return before
    return Outcome.LEFT_AFTER_ASKED if asked or before != Outcome.OPEN else Outcome.LEFT


def left_by_hand(before: Outcome, *, asked: bool) -> Outcome:
    """Return what staff write down of somebody who left: outside the denominator only who was never asked."""
    return Outcome.LEFT if before in {Outcome.OPEN, Outcome.LEFT} and not asked else Outcome.LEFT_AFTER_ASKED


def may_be_asked(*, status: RoundStatus, outcome: Outcome) -> bool:
    """Return whether an invitation may be opened: the round is open and nothing final was said."""
    return status == RoundStatus.OPEN and outcome not in FINAL


def may_be_corrected(*, status: RoundStatus, before: Outcome, after: Outcome) -> bool:
    """Return whether staff may change an outcome: in an open round, never away from or to an answer.

    Nor of a second invitation of one person: who would be asked by it is asked by the other.
    """
    fixed = COUNTED_OUTCOMES | {Outcome.DUPLICATE}
    return status == RoundStatus.OPEN and before not in fixed and after in CORRECTABLE_TO
