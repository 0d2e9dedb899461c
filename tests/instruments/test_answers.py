"""The check of a set of answers: what fits passes, what does not is told by pointer and code."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments import builtin
from instruments.answers import clean_answers, validate_answers
from instruments.routing import visible
from tests.instruments.population import respondents
from tests.instruments.sample import sample

SAMPLE = sample()
GOOD: dict[str, Any] = {
    "kamer": {"value": 3},
    "anders": {"value": "change"},
    "wens": {"value": "  Meer muziek\n", "quotable": True},
    "cijfer": {"value": 8},
    "alles-verteld": {"value": "ja"},
}
WORDS = st.text("ab~/\x00\ud800 ", max_size=5)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)

# an item in place of the good one, and the fault it gives
FAULTS: dict[str, tuple[str, Any, str, str]] = {
    "text for a number": ("kamer", {"value": "3"}, "/answers/kamer/value", "wrong_type"),
    "true for a number": ("kamer", {"value": True}, "/answers/kamer/value", "wrong_type"),
    "a broken number": ("kamer", {"value": 2.5}, "/answers/kamer/value", "wrong_type"),
    "a whole number written as a broken one": ("kamer", {"value": 3.0}, "/answers/kamer/value", "wrong_type"),
    "not a number": ("kamer", {"value": float("nan")}, "/answers/kamer/value", "wrong_type"),
    "null": ("kamer", {"value": None}, "/answers/kamer/value", "wrong_type"),
    "a list": ("kamer", {"value": [3]}, "/answers/kamer/value", "wrong_type"),
    "a code off the scale": ("kamer", {"value": 4}, "/answers/kamer/value", "unknown_code"),
    "a mark of zero": ("cijfer", {"value": 0}, "/answers/cijfer/value", "unknown_code"),
    "a mark of eleven": ("cijfer", {"value": 11}, "/answers/cijfer/value", "unknown_code"),
    "an unknown change": ("anders", {"value": "maybe"}, "/answers/anders/value", "unknown_code"),
    "a number for a choice": ("alles-verteld", {"value": 1}, "/answers/alles-verteld/value", "wrong_type"),
    "an unknown option": ("alles-verteld", {"value": "misschien"}, "/answers/alles-verteld/value", "unknown_code"),
    "a number for words": ("wens", {"value": 3}, "/answers/wens/value", "wrong_type"),
    "no words": ("wens", {"value": ""}, "/answers/wens/value", "empty"),
    "blanks": ("wens", {"value": " \n\t "}, "/answers/wens/value", "empty"),
    "too many words": ("wens", {"value": "a" * 4_001}, "/answers/wens/value", "too_long"),
    "a NUL": ("wens", {"value": "a\x00"}, "/answers/wens/value", "unstorable"),
    "a lone surrogate": ("wens", {"value": "a\ud83d"}, "/answers/wens/value", "unstorable"),
    "quotable in words": ("wens", {"value": "a", "quotable": "yes"}, "/answers/wens/quotable", "wrong_type"),
    "quotable decline": (
        "wens",
        {"declined": "rather_not", "quotable": True},
        "/answers/wens/quotable",
        "not_quotable",
    ),
    "quotable number": ("kamer", {"value": 3, "quotable": True}, "/answers/kamer/quotable", "not_quotable"),
    "an unknown reason": ("kamer", {"declined": "tired"}, "/answers/kamer/declined", "unknown_code"),
    "a reason of another type": ("kamer", {"declined": ["dont_know"]}, "/answers/kamer/declined", "unknown_code"),
    "no reason": ("kamer", {"declined": None}, "/answers/kamer/declined", "unknown_code"),
    "a value and a reason": ("kamer", {"value": 3, "declined": "dont_know"}, "/answers/kamer", "wrong_type"),
    "nothing in it": ("kamer", {}, "/answers/kamer", "wrong_type"),
    "a bare value": ("kamer", 3, "/answers/kamer", "wrong_type"),
    "null for an item": ("kamer", None, "/answers/kamer", "wrong_type"),
    "an unknown key": ("kamer", {"value": 3, "mood": 1}, "/answers/kamer/mood", "unknown_key"),
    "an unknown question": ("a/b~c", {"value": 3}, "/answers/a~1b~0c", "unknown_question"),
}


def told(answers: object, **shown: Any) -> set[tuple[str, str]]:
    return {(fault.pointer, fault.code) for fault in validate_answers(SAMPLE, answers, **shown)}


def test_good_answers_have_no_fault() -> None:
    assert told(GOOD) == set()


def test_every_question_may_be_declined_for_each_reason() -> None:
    for reason in ("dont_know", "rather_not", "not_understood"):
        answers = {key: {"declined": reason} for key in visible(SAMPLE, {})}
        assert told(answers) == set()


@pytest.mark.parametrize("name", FAULTS)
def test_it_tells_the_fault(name: str) -> None:
    key, item, pointer, code = FAULTS[name]
    assert (pointer, code) in told({**GOOD, key: item})


def test_each_message_can_be_filled_in() -> None:
    for key, item, _pointer, _code in FAULTS.values():
        for fault in validate_answers(SAMPLE, {**GOOD, key: item}):
            assert "%" not in str(fault)


def test_a_shown_question_without_an_item_is_missing() -> None:
    answers = {key: item for key, item in GOOD.items() if key != "cijfer"}
    assert told(answers) == {("/answers/cijfer", "missing")}


def test_a_hidden_question_has_no_item() -> None:
    answers = {**GOOD, "anders": {"value": "keep"}}
    assert told(answers) == {("/answers/wens", "not_shown")}


def test_only_what_was_on_screen_needs_an_item() -> None:
    answers = {"kamer": {"value": 3}}
    assert told(answers, order_shown=["kamer"]) == set()
    assert told(answers, order_shown=["kamer", "anders"]) == {("/answers/anders", "missing")}
    assert told(answers, order_shown=[]) == {("/answers/kamer", "not_shown")}


def test_a_question_that_a_later_answer_hid_again_needs_no_item() -> None:
    answers = {"anders": {"value": "keep"}}
    assert told(answers, order_shown=["anders", "wens"]) == set()


def test_the_order_names_known_questions_once() -> None:
    order = [*GOOD, "kamer", "bad"]
    assert told(GOOD, order_shown=order) == {
        ("/order_shown/5", "shown_twice"),
        ("/order_shown/6", "unknown_question"),
    }


def test_an_endless_order_is_a_fault() -> None:
    assert ("/order_shown", "too_long") in told(GOOD, order_shown=["kamer"] * 100_000)


@pytest.mark.parametrize("answers", [None, [], "kamer", 3, True])
def test_answers_are_an_object(answers: object) -> None:
    assert told(answers) == {("/answers", "wrong_type")}


def test_the_longest_answer_is_measured_without_the_blanks_around_it() -> None:
    words = "\U0001f600" * 4_000
    answers = {**GOOD, "wens": {"value": f"  {words}  "}}
    assert told(answers) == set()
    assert clean_answers(SAMPLE, answers)["wens"] == {"value": words}


def test_clean_answers_keep_the_item_and_the_order_of_the_questions() -> None:
    cleaned = clean_answers(SAMPLE, dict(reversed(GOOD.items())))
    assert list(cleaned) == list(GOOD)
    assert cleaned["wens"] == {"value": "Meer muziek", "quotable": True}


@given(st.data(), st.sampled_from(sorted(builtin())))
def test_whoever_follows_the_questions_is_never_refused(data: st.DataObject, key: str) -> None:
    definition = builtin()[key]
    answers = data.draw(respondents(definition))
    assert validate_answers(definition, answers) == []
    cleaned = clean_answers(definition, answers)
    assert validate_answers(definition, json.loads(json.dumps(cleaned))) == []
    assert clean_answers(definition, cleaned) == cleaned


@given(JSON | st.dictionaries(st.sampled_from([*GOOD, "bad"]), JSON))
def test_anything_at_all_gets_faults_and_never_a_crash(answers: object) -> None:
    for fault in validate_answers(SAMPLE, answers):
        assert fault.pointer.startswith("/answers")
        assert str(fault)
