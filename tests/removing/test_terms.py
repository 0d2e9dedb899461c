"""From when something may go: never a day early, and the question and its inverse agree."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from organisations.rules.retention import ALLOWED, Length, Term, chosen_lengths, goes_on, latest_start

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
LENGTHS = st.builds(Length, years=st.integers(0, 30), days=st.integers(0, 400))


@pytest.mark.parametrize(
    ("start", "length", "first"),
    [
        (date(2026, 3, 1), Length(years=20), date(2046, 3, 2)),
        (date(2024, 2, 29), Length(years=20), date(2044, 3, 1)),
        (date(2024, 2, 29), Length(years=1), date(2025, 3, 2)),
        (date(2023, 2, 28), Length(years=1), date(2024, 2, 29)),
        (date(2026, 12, 31), Length(days=30), date(2027, 1, 31)),
    ],
)
def test_a_term_counts_whole_days(start: date, length: Length, first: date) -> None:
    assert goes_on(start, length) == first


@given(DAYS, LENGTHS)
def test_nothing_goes_before_its_anniversary(start: date, length: Length) -> None:
    first = goes_on(start, length) - timedelta(days=length.days)
    assert (first.year - start.year, first.month, first.day) > (length.years, start.month, start.day) or (
        first.year - start.year > length.years
    )


@given(DAYS, DAYS, LENGTHS)
def test_what_began_later_never_goes_earlier(one: date, other: date, length: Length) -> None:
    first, last = sorted((one, other))
    assert goes_on(first, length) <= goes_on(last, length)


@given(DAYS, LENGTHS)
def test_the_latest_start_is_the_last_that_is_over(on: date, length: Length) -> None:
    latest = latest_start(length, on)
    assert goes_on(latest, length) <= on < goes_on(latest + timedelta(days=1), length)


@pytest.mark.parametrize("term", Term)
def test_no_term_can_be_set_below_its_floor(term: Term) -> None:
    allowed = ALLOWED[term]

    def too_short(name: str, default: int) -> int:
        return allowed.floor - 1 if name == allowed.setting else default

    with pytest.raises(ValueError, match=f"{allowed.setting} is {allowed.floor - 1}; it is at least {allowed.floor}"):
        chosen_lengths(too_short)


def test_care_files_are_kept_for_twenty_years() -> None:
    assert settings.RETENTION[Term.CARE_FILE] == Length(years=20)
    assert settings.RETENTION[Term.ACCESS_LOG].years >= 5
