"""The worker is asked at once for a few, and finds many by itself."""

from hypothesis import given
from hypothesis import strategies as st

from surveys.operations.waking import Allowance


@given(st.lists(st.floats(0, 2), max_size=80))
def test_no_more_is_asked_for_than_the_allowance(pauses: list[float]) -> None:
    allowance, moment, taken = Allowance(burst=5, per_second=2.0), 1e9, 0
    begin = moment
    for pause in pauses:
        moment += pause
        taken += allowance.take(moment=moment)
    assert taken <= 5 + (moment - begin) * 2.0 + 1
    assert taken >= min(5, len(pauses))


def test_it_grows_back() -> None:
    allowance = Allowance(burst=1, per_second=1.0)
    assert [allowance.take(moment=1e9 + after) for after in (0, 0.5, 1.6)] == [True, False, True]
