"""Routing: the shared vectors, and what holds whatever is answered."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import instruments
from instruments.definition.model import Operator, Question
from instruments.routing import visible, visible_among

VECTORS = json.loads((Path(instruments.__file__).parent / "vectors" / "show_when.json").read_text("utf-8"))["cases"]

WORDS = st.text("ab~/é", max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
VALUES = st.sampled_from([1, 2, 3, "a", "b", True, None])
ITEMS = st.fixed_dictionaries({"value": VALUES}) | st.just({"declined": "dont_know"}) | JSON


def question(given: dict[str, Any]) -> Question:
    return Question.model_validate_json(json.dumps({"type": "text", "texts": {"nl": "Wat?"}, **given}))


@st.composite
def forms(draw: st.DrawFn) -> list[Question]:
    """Questions whose conditions name earlier ones, as the checks of a definition demand."""
    keys = [f"q{number}" for number in range(draw(st.integers(1, 6)))]
    return [question({"key": key, **draw(routes(keys[:place]))}) for place, key in enumerate(keys)]


def routes(earlier: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    if not earlier:
        return st.just({})
    condition = st.fixed_dictionaries(
        {
            "question": st.sampled_from(earlier),
            "operator": st.sampled_from([operator.value for operator in Operator]),
            "answer": st.sampled_from([1, 2, 3, "a", "b", True]),
        }
    )
    conditions = st.lists(condition, max_size=3)
    return st.fixed_dictionaries({"show_when": conditions, "enable_behavior": st.sampled_from(["all", "any"])})


def test_there_are_enough_vectors_and_each_has_its_own_name() -> None:
    assert len(VECTORS) >= 40
    assert len({case["name"] for case in VECTORS}) == len(VECTORS)


def test_the_vectors_use_every_operator() -> None:
    used = {
        condition["operator"]
        for case in VECTORS
        for question in case["questions"]
        for condition in question.get("show_when", [])
    }
    assert used == {operator.value for operator in Operator}


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["name"])
def test_vector(case: dict[str, Any]) -> None:
    questions = [question(given) for given in case["questions"]]
    assert list(visible_among(questions, case["answers"])) == case["visible"]


@given(forms(), st.dictionaries(st.sampled_from([f"q{n}" for n in range(8)]), ITEMS))
def test_routing_takes_any_answers_and_keeps_the_order(questions: list[Question], answers: dict[str, Any]) -> None:
    keys = [question.key for question in questions]
    shown = visible_among(questions, answers)
    assert list(shown) == [key for key in keys if key in shown]
    assert keys[0] in shown


@given(forms(), st.dictionaries(st.sampled_from([f"q{n}" for n in range(6)]), ITEMS))
def test_what_a_hidden_question_was_answered_changes_nothing(
    questions: list[Question], answers: dict[str, Any]
) -> None:
    shown = visible_among(questions, answers)
    kept = {key: item for key, item in answers.items() if key in shown}
    assert visible_among(questions, kept) == shown


@given(forms(), st.dictionaries(st.sampled_from([f"q{n}" for n in range(6)]), ITEMS))
def test_a_decline_routes_as_no_answer(questions: list[Question], answers: dict[str, Any]) -> None:
    declined = {key: {"declined": "rather_not"} for key in answers}
    assert visible_among(questions, declined) == visible_among(questions, {})


def test_a_wish_is_asked_for_only_after_something_else() -> None:
    definition = instruments.builtin()["mijn-leven"]
    assert "wonen-wens" in visible(definition, {"wonen-anders": {"value": "change"}})
    assert "wonen-wens" not in visible(definition, {"wonen-anders": {"value": "keep"}})
    assert "wonen-wens" not in visible(definition, {"wonen-anders": {"declined": "dont_know"}})
