"""Answers of every shape: what is kept, what is refused, and where it is wrong."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments.answers import Decline, clean_answers, validate_answers
from instruments.completeness import Completeness, completeness
from instruments.projection import Situation, project
from instruments.questions import agreements_in, asks_goals, codes_of
from instruments.rendering import RenderContext, render
from instruments.routing import visible
from instruments.types.registry import question_types
from instruments.types.shape import Shape
from tests.instruments.sample import sample
from tests.instruments.shapes import GOALS, shapes, with_goals

FILE = shapes()
ASKED = with_goals(FILE)
COOKING, CYCLING = (goal.id for goal in GOALS)
PLAN = {"what": "Samen naar de markt.", "who": ["ik"], "when": "2030-02-01"}
GOOD: dict[str, Any] = {
    "dag": {"value": 3},
    "menu": {"value": ["werk", "geld"]},
    "werk": {"value": "Fijn."},
    "doelen": {"value": {COOKING: 4, CYCLING: 2}},
    "doel-blijft": {"value": {COOKING: "ja"}},
    "afspraak": {"value": PLAN},
    "alles-verteld": {"value": "ja"},
}
PARTS = st.sampled_from(
    [COOKING, CYCLING, "what", "who", "when", "werk", "geld", "niets", "ik", "ja", "2030-02-01", ""]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 40) | st.floats() | st.text("a\x00\ud800 ", max_size=3) | PARTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PARTS, inner, max_size=3),
    max_leaves=6,
)
THEMES = {"share": None, "themes": 1}
PLANNED = ("doelen", "doel-blijft", "afspraak")

# an item in place of the good one, where it is wrong, and the code of the fault
FAULTS: dict[str, tuple[str, Any, str, str]] = {
    "one code where several fit": ("menu", "werk", "", "wrong_type"),
    "nothing chosen": ("menu", [], "", "empty"),
    "an unknown code": ("menu", ["werk", "sport"], "/1", "unknown_code"),
    "a number among the codes": ("menu", [1], "/0", "wrong_type"),
    "a list among the codes": ("menu", [["werk"]], "/0", "wrong_type"),
    "the same twice": ("menu", ["werk", "geld", "werk"], "/2", "twice"),
    "what goes alone with another": ("menu", ["niets", "werk"], "", "alone"),
    "a code for goals": ("doelen", 4, "", "wrong_type"),
    "no goal": ("doelen", {}, "", "empty"),
    "a goal of somebody else": ("doelen", {"zwemmen": 4}, "/zwemmen", "unknown_row"),
    "a goal off the scale": ("doelen", {CYCLING: 9}, f"/{CYCLING}", "unknown_code"),
    "an option where the scale is asked": ("doelen", {CYCLING: "ja"}, f"/{CYCLING}", "wrong_type"),
    "words for an agreement": ("afspraak", "Naar de markt", "", "wrong_type"),
    "an agreement without what": ("afspraak", PLAN | {"what": " "}, "/what", "empty"),
    "an agreement too long": ("afspraak", PLAN | {"what": "a" * 1_001}, "/what", "too_long"),
    "a number for what": ("afspraak", PLAN | {"what": 3}, "/what", "wrong_type"),
    "a NUL in what": ("afspraak", PLAN | {"what": "a\x00"}, "/what", "unstorable"),
    "an agreement of nobody": ("afspraak", PLAN | {"who": []}, "/who", "empty"),
    "an agreement of a stranger": ("afspraak", PLAN | {"who": ["ik", "buur"]}, "/who/1", "unknown_code"),
    "a day that does not exist": ("afspraak", PLAN | {"when": "2030-02-30"}, "/when", "wrong_day"),
    "a day written otherwise": ("afspraak", PLAN | {"when": "20300201"}, "/when", "wrong_day"),
    "a number for a day": ("afspraak", PLAN | {"when": 2030}, "/when", "wrong_day"),
    "one part too many": ("afspraak", PLAN | {"where": "buiten"}, "/where", "unknown_key"),
}


def test_what_is_right_passes() -> None:
    assert validate_answers(ASKED, GOOD) == []


@pytest.mark.parametrize(("key", "value", "path", "code"), FAULTS.values(), ids=FAULTS.keys())
def test_what_is_wrong_is_pointed_at(key: str, value: object, path: str, code: str) -> None:
    answers = {"menu": {"value": ["werk"]}, **GOOD, key: {"value": value}}
    if key == "menu":
        answers.pop("werk")
    faults = [fault for fault in validate_answers(ASKED, answers) if fault.code != "missing"]
    assert [(fault.pointer, fault.code) for fault in faults] == [(f"/answers/{key}/value{path}", code)]
    assert str(faults[0])


@pytest.mark.parametrize("key", GOOD)
@pytest.mark.parametrize("reason", Decline)
def test_every_shape_may_be_declined(key: str, reason: Decline) -> None:
    answers = GOOD | {key: {"declined": reason.value}}
    assert validate_answers(ASKED, {name: answers[name] for name in visible(ASKED, answers)}) == []


def test_what_is_kept_is_in_order_and_whole() -> None:
    given = GOOD | {
        "menu": {"value": ["geld", "werk"]},
        "doelen": {"value": {CYCLING: 2, COOKING: 4}},
        "afspraak": {"value": {"who": ["ander", "ik"], "what": " Naar de markt "}},
    }
    kept = clean_answers(ASKED, given)
    assert kept["menu"] == {"value": ["werk", "geld"]}
    assert list(kept["doelen"]["value"]) == [COOKING, CYCLING]
    assert kept["afspraak"] == {"value": {"what": "Naar de markt", "who": ["ik", "ander"], "when": None}}


@given(st.sampled_from(sorted(GOOD)), JSON)
def test_whatever_comes_in_is_refused_or_kept_as_it_is_kept_again(key: str, value: Any) -> None:
    answers = GOOD | {key: {"value": value}}
    if not validate_answers(ASKED, answers, order_shown=ASKED.question_keys):
        kept = clean_answers(ASKED, answers)
        assert clean_answers(ASKED, kept) == kept
        assert validate_answers(ASKED, kept, order_shown=ASKED.question_keys) == []


def test_a_goal_that_is_left_out_is_one_that_somebody_does_not_know_of() -> None:
    assert validate_answers(ASKED, GOOD | {"doelen": {"value": {CYCLING: 3}}}) == []


def test_without_goals_nobody_is_asked_about_them() -> None:
    asked = project(FILE, Situation())
    assert set(FILE.question_keys) - set(asked.question_keys) == {"doelen", "doel-blijft"}
    assert "doelen" not in visible(asked, {})
    assert asks_goals(FILE)
    assert not asks_goals(sample())


def test_only_by_name_one_is_asked_to_agree() -> None:
    asked = project(FILE, Situation(goals=GOALS, named=False))
    assert set(FILE.question_keys) - set(asked.question_keys) == {"afspraak"}


@pytest.mark.parametrize(
    ("points", "passes"), [(None, {1, 4, 31, 33}), (4, {1, 4}), (5, {1, 4}), (3, {31, 33}), (2, {31, 33})]
)
@pytest.mark.parametrize("key", ["dag", "doelen"])
def test_only_the_scale_that_suits_the_person_is_answered(key: str, points: int | None, passes: set[int]) -> None:
    asked = project(FILE, Situation(points=points, goals=GOALS))
    for code in (1, 4, 31, 33):
        value = code if key == "dag" else {CYCLING: code}
        faults = validate_answers(asked, GOOD | {key: {"value": value}})
        assert any(fault.pointer.startswith(f"/answers/{key}/") for fault in faults) is (code not in passes)


def test_a_menu_shows_the_questions_of_what_was_chosen() -> None:
    assert "werk" in visible(ASKED, {"menu": {"value": ["geld", "werk"]}})
    assert "werk" not in visible(ASKED, {"menu": {"value": ["geld"]}})


def test_only_a_single_code_is_counted() -> None:
    assert codes_of(FILE, "dag") == (1, 2, 3, 4)
    assert [codes_of(FILE, key) for key in ("menu", "doelen", "afspraak", "werk")] == [None] * 4
    assert [question.key for question in agreements_in(FILE)] == ["afspraak"]


def test_every_type_has_a_shape_and_a_record_its_parts() -> None:
    for question_type in question_types():
        assert question_type.shape in set(Shape) - {Shape.DAY}
        assert (question_type.shape is Shape.RECORD) is bool(question_type.parts)


def test_what_was_given_is_shown_again() -> None:
    view = {question.key: question for question in render(ASKED, RenderContext("nl", answers=GOOD)).questions}
    assert [option.value for option in view["menu"].options if option.chosen] == ["werk", "geld"]
    chosen = {row.words: [option.value for option in row.options if option.chosen] for row in view["doelen"].rows}
    assert chosen == {"Zelf koken": [4], "Leren fietsen": [2]}
    assert [option.value for option in view["afspraak"].options if option.chosen] == ["ik"]
    assert [(part.field, part.value) for part in view["afspraak"].parts] == [
        ("w-afspraak-what", "Samen naar de markt."),
        ("a-afspraak-who", ["ik"]),
        ("w-afspraak-when", "2030-02-01"),
    ]


@pytest.mark.parametrize("junk", [7, "x", ["x", {}, None], {"x": ["y"]}, {"what": {}, "who": 3}, None, True])
def test_a_draft_that_holds_something_else_is_shown_without_a_fault(junk: object) -> None:
    answers = {key: {"value": junk} for key in ASKED.question_keys}
    assert len(render(ASKED, RenderContext("nl", answers=answers)).questions) == len(ASKED.questions)


@pytest.mark.parametrize(
    ("declined", "expected"),
    [({}, Completeness.COMPLETE), ({"doelen"}, Completeness.COMPLETE), (set(GOOD), Completeness.PARTLY)],
)
def test_goals_count_as_every_core_question(declined: set[str], expected: Completeness) -> None:
    answers = {key: {"declined": "dont_know"} if key in declined else item for key, item in GOOD.items()}
    assert completeness(ASKED, answers) is expected


def test_goals_that_were_never_reached_leave_it_unfinished() -> None:
    said = {key: GOOD[key] for key in ("dag", "menu", "werk")}
    assert completeness(ASKED, said) is Completeness.PARTLY
    assert completeness(project(FILE, Situation()), said) is Completeness.COMPLETE


def test_a_conversation_is_complete_with_one_subject_and_the_close() -> None:
    conversation = ASKED.model_copy(update={"complete_when": ASKED.complete_when.model_copy(update=THEMES)})
    told = {"doelen": GOOD["doelen"], "alles-verteld": {"declined": "rather_not"}}
    assert completeness(conversation, told) is Completeness.COMPLETE
    assert completeness(conversation, {"doelen": GOOD["doelen"]}) is Completeness.PARTLY
    assert completeness(conversation, GOOD | {key: {"declined": "dont_know"} for key in PLANNED}) is Completeness.PARTLY
