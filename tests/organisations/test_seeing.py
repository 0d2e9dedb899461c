"""What somebody close to a client may see, on the day that it matters."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from organisations.choices import RepresentationBasis as Basis
from organisations.clock import today
from organisations.rules.seeing import BY_COURT, Ground, WhyNot, stands, why_not

BORN = date(2010, 3, 30)
PARENT = Ground(Basis.PARENT, may_see=True, since=date(2015, 1, 1), until=None, agrees=None)
grounds = st.builds(
    Ground,
    basis=st.sampled_from(Basis),
    may_see=st.booleans(),
    since=st.none() | st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    until=st.none() | st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    agrees=st.none() | st.booleans(),
    said_on=st.none() | st.dates(date(2000, 1, 1), date(2040, 1, 1)),
)
days = st.dates(date(2005, 1, 1), date(2045, 1, 1))


def at_age(years: int, *, days: int = 0) -> date:
    """Return the day on which somebody born on `BORN` gets that old, or some days from it."""
    return BORN.replace(year=BORN.year + years) + timedelta(days=days)


@pytest.mark.parametrize(
    ("on", "agrees", "expected"),
    [
        (at_age(12, days=-1), False, None),
        (at_age(12), False, WhyNot.OBJECTED),
        (at_age(12), None, None),
        (at_age(16, days=-1), None, None),
        (at_age(16), None, WhyNot.NO_YES),
        (at_age(16), True, None),
        (at_age(18), True, None),
        (at_age(18), False, WhyNot.OBJECTED),
    ],
)
def test_a_parent_before_and_on_the_birthdays(on: date, *, agrees: bool | None, expected: WhyNot | None) -> None:
    assert why_not(replace(PARENT, agrees=agrees), birth_date=BORN, on=on) is expected


def test_a_guardian_until_the_day_somebody_is_of_age() -> None:
    guardian = replace(PARENT, basis=Basis.GUARDIAN, agrees=True)
    assert why_not(guardian, birth_date=BORN, on=at_age(18, days=-1)) is None
    assert why_not(guardian, birth_date=BORN, on=at_age(18)) is WhyNot.ADULT


def test_a_standing_ends_on_its_last_day() -> None:
    ended = replace(PARENT, until=date(2020, 5, 2))
    assert why_not(ended, birth_date=BORN, on=date(2020, 5, 1)) is None
    assert why_not(ended, birth_date=BORN, on=date(2020, 5, 2)) is WhyNot.NOT_NOW


@pytest.mark.parametrize(
    ("said_on", "on", "expected"),
    [
        (at_age(11), at_age(16, days=-1), None),
        (at_age(16, days=-1), at_age(16), WhyNot.NO_YES),
        (at_age(16), at_age(16), None),
        (at_age(16), at_age(30), None),
    ],
)
def test_from_sixteen_a_yes_of_before_is_asked_anew(said_on: date, on: date, expected: WhyNot | None) -> None:
    assert why_not(replace(PARENT, agrees=True, said_on=said_on), birth_date=BORN, on=on) is expected


def test_a_no_of_a_child_holds_from_twelve_on() -> None:
    assert why_not(replace(PARENT, agrees=False, said_on=at_age(9)), birth_date=BORN, on=at_age(12)) is WhyNot.OBJECTED


@pytest.mark.parametrize(
    ("said_on", "on", "expected"),
    [
        (at_age(17), at_age(18, days=-1), None),
        (at_age(17), at_age(18), WhyNot.ADULT),
        (at_age(18), at_age(18), None),
    ],
)
def test_after_guardianship_a_yes_of_the_adult_lets_look(said_on: date, on: date, expected: WhyNot | None) -> None:
    guardian = replace(PARENT, basis=Basis.GUARDIAN, agrees=True, said_on=said_on)
    assert why_not(guardian, birth_date=BORN, on=on) is expected


@pytest.mark.parametrize(
    ("years", "day", "expected"),
    [
        (12, date(2020, 2, 28), None),
        (12, date(2020, 2, 29), WhyNot.OBJECTED),
        (18, date(2026, 2, 28), None),
        (18, date(2026, 3, 1), WhyNot.ADULT),
    ],
)
def test_a_birthday_on_29_february_is_on_1_march_in_other_years(years: int, day: date, expected: WhyNot | None) -> None:
    basis = Basis.GUARDIAN if years == 18 else Basis.PARENT
    ground = replace(PARENT, basis=basis, agrees=years == 18)
    assert why_not(ground, birth_date=date(2008, 2, 29), on=day) is expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # Summer time began the night before: in Amsterdam the day begins at 22:00 in UTC.
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), None),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), WhyNot.NO_YES),
        # At midnight in UTC it is the day itself already, and was so for two hours.
        (datetime(2026, 3, 29, 23, 59, tzinfo=UTC), WhyNot.NO_YES),
    ],
)
def test_a_birthday_begins_in_amsterdam(moment: datetime, expected: WhyNot | None) -> None:
    with time_machine.travel(moment, tick=False):
        assert why_not(PARENT, birth_date=BORN, on=today()) is expected


@given(grounds, days, days)
def test_nobody_sees_without_a_scope_or_outside_their_time(ground: Ground, born: date, on: date) -> None:
    if not ground.may_see or not stands(ground, on=on):
        assert why_not(ground, birth_date=born, on=on) is not None


@given(grounds, days, days)
def test_taking_back_a_yes_never_shows_more(ground: Ground, born: date, on: date) -> None:
    with_yes, without = (replace(ground, agrees=said) for said in (True, False))
    if why_not(without, birth_date=born, on=on) is None:
        assert why_not(with_yes, birth_date=born, on=on) is None


@given(grounds, days, days)
def test_from_sixteen_only_a_yes_or_the_court_lets_look(ground: Ground, born: date, on: date) -> None:
    sixteen = born.replace(year=born.year + 16, day=min(born.day, 28))
    if on > sixteen + timedelta(days=4) and why_not(ground, birth_date=born, on=on) is None:
        assert ground.agrees or ground.basis in BY_COURT
