"""Moving, correcting and contradicting: what a line does to the placements that are known."""

from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.rules.placements import Clash, PlacementClashError, Stay, next_stays

LINDE, EIK = UUID(int=1), UUID(int=2)
DAY_ONE = date(2024, 1, 1)


def stay(unit: UUID, since: date, until: date | None = None, *, stored: bool = True, law: str = "wlz") -> Stay:
    return Stay(unit_id=unit, since=since, until=until, law=law, client_group="lvb", id=uuid4() if stored else None)


def wanted(unit: UUID, since: date, law: str = "wlz") -> Stay:
    return stay(unit, since, stored=False, law=law)


def test_a_move_ends_the_old_placement_on_the_day_the_new_one_begins() -> None:
    old, moved = stay(LINDE, DAY_ONE), date(2025, 6, 1)
    ended, new = next_stays([old], wanted(EIK, moved))
    assert (ended.id, ended.until, new.id, new.since) == (old.id, moved, None, moved)


def test_another_law_from_a_later_day_is_a_new_placement_too() -> None:
    assert len(next_stays([stay(LINDE, DAY_ONE)], wanted(LINDE, date(2025, 6, 1), law="wmo"))) == 2


def test_another_place_on_the_same_first_day_is_a_correction() -> None:
    old = stay(LINDE, DAY_ONE)
    (corrected,) = next_stays([old], wanted(EIK, DAY_ONE))
    assert (corrected.id, corrected.unit_id) == (old.id, EIK)


def test_the_same_place_from_another_day_is_a_correction() -> None:
    (corrected,) = next_stays([stay(LINDE, DAY_ONE)], wanted(LINDE, date(2023, 1, 1)))
    assert corrected.since == date(2023, 1, 1)


def test_somebody_can_come_back_after_an_end() -> None:
    gone = stay(LINDE, DAY_ONE, date(2025, 1, 1))
    assert next_stays([gone], wanted(LINDE, date(2025, 1, 1))) == (wanted(LINDE, date(2025, 1, 1)),)


@pytest.mark.parametrize(
    ("known", "line", "clash"),
    [
        ([stay(LINDE, DAY_ONE)], wanted(EIK, date(2023, 1, 1)), Clash.ALREADY_ELSEWHERE),
        ([stay(LINDE, DAY_ONE, date(2025, 1, 1))], wanted(LINDE, DAY_ONE), Clash.ENDED),
        (
            [stay(LINDE, DAY_ONE, date(2025, 1, 1)), stay(EIK, date(2025, 1, 1))],
            wanted(EIK, date(2024, 6, 1)),
            Clash.OVERLAPS,
        ),
    ],
    ids=["elsewhere", "ended", "overlaps"],
)
def test_history_is_not_rewritten(known: list[Stay], line: Stay, clash: Clash) -> None:
    with pytest.raises(PlacementClashError) as refused:
        next_stays(known, line)
    assert refused.value.clash is clash


days = st.integers(0, 60).map(lambda offset: DAY_ONE + timedelta(days=offset))
lines = st.builds(wanted, st.sampled_from([LINDE, EIK]), days, st.sampled_from(["wlz", "wmo"]))


@given(st.lists(lines, max_size=12))
def test_whatever_comes_no_two_stays_overlap_and_the_same_line_twice_changes_nothing(files: list[Stay]) -> None:
    stored: dict[UUID, Stay] = {}
    for line in files:
        try:
            changes = next_stays(list(stored.values()), line)
        except PlacementClashError:
            continue
        stored |= {one.id or uuid4(): one for one in changes}
        stored = {
            key: Stay(one.unit_id, one.since, one.law, one.client_group, one.until, key) for key, one in stored.items()
        }
        assert next_stays(list(stored.values()), line) == ()
        ordered = sorted(stored.values(), key=lambda one: one.since)
        assert all(one.until and one.until <= other.since for one, other in pairwise(ordered))
        assert all(one.until is None or one.since < one.until for one in ordered)
