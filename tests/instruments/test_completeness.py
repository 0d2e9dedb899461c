"""When a form counts as complete: 80 % of the questions that count, and one real answer."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments import builtin
from instruments.completeness import completeness
from instruments.definition.loading import load_bytes
from instruments.definition.model import Definition
from instruments.routing import visible
from tests.instruments.population import respondents
from tests.instruments.sample import SAMPLE

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


def ten_marks(*, share: float, core: str) -> Definition:
    """Give a definition of ten marks, all core or none."""
    head = SAMPLE[: SAMPLE.index("questions:")]
    mark = "type: mark, texts: {nl: Welk cijfer?, en: Which mark?}"
    marks = "".join(f"  - {{key: q{number}, core: {core}, {mark}}}\n" for number in range(10))
    closing = SAMPLE[SAMPLE.index("closing:") :].replace("alles-verteld", "q9")
    content = f"{head}questions:\n{marks}complete_when: {{share: {share}}}\n{closing}"
    return load_bytes(content.encode(), file="cijfers.yaml")


@pytest.mark.parametrize(("share", "count"), [(0.1, 1), (0.5, 5), (0.7, 7), (0.9, 9), (1.0, 10)])
def test_exactly_the_share_is_enough(share: float, count: int) -> None:
    definition = ten_marks(share=share, core="true")
    marks = {f"q{number}": {"value": 7} for number in range(count)}
    assert completeness(definition, marks) == "complete"
    del marks["q0"]
    assert completeness(definition, marks) == "partly"


def test_where_no_question_counts_one_real_answer_is_enough() -> None:
    definition = ten_marks(share=0.8, core="false")
    assert completeness(definition, {"q3": {"value": 7}}) == "complete"
    assert completeness(definition, {"q3": DECLINED}) == "partly"


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
    definition = builtin()[key]
    answers = data.draw(respondents(definition))
    answered = [question for question, item in answers.items() if "value" in item]
    themes = {definition.question(question).domain for question in answered} - {None}
    enough = answered and len(themes) >= (definition.complete_when.themes or 0)
    assert completeness(definition, answers) == ("complete" if enough else "partly")


@given(st.data())
def test_saying_more_never_makes_it_less_complete(data: st.DataObject) -> None:
    answers = data.draw(respondents(LIFE))
    kept = data.draw(st.sets(st.sampled_from(sorted(answers))))
    fewer = {key: item for key, item in answers.items() if key in kept}
    if completeness(LIFE, fewer) == "complete" and set(visible(LIFE, fewer)) == set(visible(LIFE, answers)):
        assert completeness(LIFE, answers) == "complete"
