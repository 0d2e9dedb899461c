import pytest

from surveys.choices import COUNTED_OUTCOMES, Outcome, QuarantineReason, RoundStatus
from surveys.rules.answering import may_be_asked, may_be_corrected, obstacle


@pytest.mark.parametrize("status", RoundStatus)
@pytest.mark.parametrize("outcome", Outcome)
def test_whoever_may_be_asked_is_counted_when_they_answer(status: RoundStatus, outcome: Outcome) -> None:
    if may_be_asked(status=status, outcome=outcome):
        assert obstacle(status=status, outcome=outcome) is None


@pytest.mark.parametrize("status", RoundStatus)
def test_refused_and_answered_exclude_each_other(status: RoundStatus) -> None:
    assert obstacle(status=status, outcome=Outcome.REFUSED) == QuarantineReason.ALREADY_REFUSED
    for counted in COUNTED_OUTCOMES:
        assert obstacle(status=status, outcome=counted) == QuarantineReason.ALREADY_ANSWERED


@pytest.mark.parametrize("before", Outcome)
@pytest.mark.parametrize("after", Outcome)
def test_no_correction_makes_or_takes_away_an_answer(before: Outcome, after: Outcome) -> None:
    if may_be_corrected(status=RoundStatus.OPEN, before=before, after=after):
        assert not {before, after} & COUNTED_OUTCOMES
    assert not may_be_corrected(status=RoundStatus.CLOSED, before=before, after=after)
