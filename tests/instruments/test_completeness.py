"""When a form counts as complete: 80 % of the questions that count, and one real answer."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments import builtin
from instruments.completeness import completeness
from instruments.routing import visible
from tests.instruments.population import respondents

LIFE = builtin()["mijn-leven"]
COUNTING = [question.key for question in LIFE.questions if question.core or question.type == "change"]
DECLINED = {"declined": "rather_not"}


def first(count: int) -> dict[str, Any]:
    """Answer the first of these questions and no other; fourteen count, so twelve reach 80 %."""
    return {key: {"value": "keep"} if key.endswith("-anders") else {"value": 4} for key in COUNTING[:count]}


def test_ten_core_and_four_change_questions_count() -> None:
    assert len(COUNTING) == 14


@pytest.mark.parametrize(("count", "expected"), [(0, "partly"), (11, "partly"), (12, "complete"), (14, "complete")])
def test_it_is_complete_from_the_share_of_the_definition(count: int, expected: str) -> None:
    assert completeness(LIFE, first(count)) == expected


def test_a_decline_counts_as_said() -> None:
    answers = {**first(14), **dict.fromkeys(COUNTING[1:], DECLINED)}
    assert completeness(LIFE, answers) == "complete"


def test_declining_all_is_not_complete() -> None:
    assert completeness(LIFE, dict.fromkeys(COUNTING, DECLINED)) == "partly"


def test_own_words_are_a_real_answer_though_they_do_not_count() -> None:
    answers = {**dict.fromkeys(COUNTING, DECLINED), "nog-vertellen": {"value": "Dank"}}
    assert completeness(LIFE, answers) == "complete"


def test_questions_that_do_not_count_do_not_make_it_complete() -> None:
    answers = {**first(11), "alles-verteld": {"value": "nog-iets"}, "nog-vertellen": {"value": "Meer"}}
    assert completeness(LIFE, answers) == "partly"


@given(st.data(), st.sampled_from(sorted(builtin())))
def test_whoever_goes_to_the_end_with_one_answer_is_complete(data: st.DataObject, key: str) -> None:
    answers = data.draw(respondents(builtin()[key]))
    answered = any("value" in item for item in answers.values())
    assert completeness(builtin()[key], answers) == ("complete" if answered else "partly")


@given(st.data())
def test_saying_more_never_makes_it_less_complete(data: st.DataObject) -> None:
    answers = data.draw(respondents(LIFE))
    kept = data.draw(st.sets(st.sampled_from(sorted(answers))))
    fewer = {key: item for key, item in answers.items() if key in kept}
    if completeness(LIFE, fewer) == "complete" and set(visible(LIFE, fewer)) == set(visible(LIFE, answers)):
        assert completeness(LIFE, answers) == "complete"
