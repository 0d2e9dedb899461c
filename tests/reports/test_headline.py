from hypothesis import given
from hypothesis import strategies as st

from reports.rules.headline import standing_out, wilson


def test_a_clear_difference_is_named() -> None:
    assert standing_out([("wonen", 60, 100), ("dag", 10, 100), ("mensen", 12, 100)]) == ["wonen"]


def test_what_chance_could_have_turned_round_is_named_together() -> None:
    assert standing_out([("wonen", 60, 100), ("dag", 55, 100), ("mensen", 12, 100)]) == ["wonen", "dag"]


def test_nothing_stands_out_when_all_are_alike() -> None:
    assert standing_out([("wonen", 5, 12), ("dag", 4, 12)]) == []


def test_nothing_stands_out_when_nobody_wants_anything_else() -> None:
    assert standing_out([("wonen", 0, 40), ("dag", 0, 40)]) == []


def test_a_subject_without_answers_is_left_aside() -> None:
    assert standing_out([("wonen", 30, 40), ("dag", 0, 0)]) == ["wonen"]


def test_the_interval_is_wilsons() -> None:
    assert tuple(round(100 * end) for end in wilson(26, 31)) == (67, 93)


@given(n=st.integers(1, 500), share=st.floats(0, 1))
def test_the_share_lies_in_its_interval(n: int, share: float) -> None:
    count = round(share * n)
    least, most = wilson(count, n)
    assert 0 <= least <= count / n + 1e-9
    assert count / n - 1e-9 <= most <= 1
