"""Scores: unlike scales apart, no rank between keeping and changing, and nothing derived from a low score."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments import builtin
from instruments.completeness import completeness
from instruments.definition.model import Definition, Point, Scale, Scoring
from instruments.definition.texts import Labels
from instruments.measuring import measures
from instruments.scoring import ChangeAnswers, change_answers, score, shares, wanted_changes
from tests.instruments.sample import sample

TWO = Scale(
    key="twee",
    points=(
        Point(code=21, labels=Labels({"nl": "Slecht", "en": "Bad"})),
        Point(code=22, labels=Labels({"nl": "Goed", "en": "Good"})),
    ),
)


def two_scales() -> Definition:
    """Return the sample with a second scale for its first question."""
    first, *others = sample().questions
    both = first.model_copy(update={"other_scales": ("twee",)})
    return sample().model_copy(update={"scales": (*sample().scales, TWO), "questions": (both, *others)})


def says(value: Any) -> dict[str, Any]:
    return {"kamer": {"value": value}}


def test_a_question_on_two_scales_is_two_measures() -> None:
    found = {measure.key: measure for measure in measures(two_scales())}
    assert found["kamer"].codes == (1, 2, 3)
    assert found["kamer@twee"].codes == (21, 22)
    assert found["kamer@twee"].question is found["kamer"].question


def test_answers_on_unlike_scales_are_never_added_up() -> None:
    found = {each.scale: each for each in score(two_scales(), [says(3), says(2), says(22)])}
    assert (found["drie"].people, dict(found["drie"].counts)) == (2, {3: 1, 2: 1})
    assert (found["twee"].people, dict(found["twee"].counts)) == (1, {22: 1})
    assert found["drie"].shares.top == pytest.approx(1 / 2)
    assert found["twee"].shares.top == 1


def test_without_answers_there_is_no_share() -> None:
    assert all(
        (each.shares.n, each.shares.top, each.shares.bottom) == (0, None, None) for each in score(two_scales(), [])
    )


def test_two_points_at_an_end_are_read_together_where_the_scale_says_so() -> None:
    scale = builtin()["organisatie"].scale("oordeel-5")
    found = shares(scale, {1: 1, 2: 1, 3: 1, 4: 2, 5: 5})
    assert (found.n, found.top, found.bottom) == (10, 0.7, 0.2)


def test_who_answered_fewer_than_the_minimum_does_not_count_for_the_domain() -> None:
    strict = builtin()["mijn-leven"].model_copy(update={"scoring": Scoring(minimum_answered=2)})
    one, two = {"kamer": {"value": 1}}, {"kamer": {"value": 5}, "eten": {"value": 5}}
    living = next(each for each in score(strict, [one, two]) if each.domain == "wonen")
    assert (living.people, dict(living.counts)) == (1, {5: 2})


@st.composite
def answered(draw: st.DrawFn) -> dict[str, Any]:
    """Answers to any of the questions of an instrument: codes, and reasons for none."""
    definition = builtin()["mijn-leven"]
    answers = {}
    for measure in measures(definition):
        value = draw(st.none() | st.sampled_from(measure.codes))
        if value is not None:
            answers[measure.question.key] = {"value": value}
        elif draw(st.booleans()):
            answers[measure.question.key] = {"declined": draw(st.sampled_from(["dont_know", "rather_not"]))}
    return answers


@given(answers=answered())
def test_nothing_is_derived_from_a_low_score(answers: dict[str, Any]) -> None:
    definition = builtin()["mijn-leven"]
    lowest = {
        measure.question.key: {"value": measure.codes[0]}
        for measure in measures(definition)
        if measure.scale is not None
    }
    assert wanted_changes(definition, {**answers, **lowest}) == wanted_changes(definition, answers)


@given(answers=answered())
def test_keeping_ranks_nowhere_below_changing(answers: dict[str, Any]) -> None:
    definition = builtin()["mijn-leven"]
    swapped = {"keep": "change", "change": "keep"}
    other = {
        key: {"value": swapped[item["value"]]} if item.get("value") in swapped else item
        for key, item in answers.items()
    }
    assert score(definition, [answers]) == score(definition, [other])
    assert completeness(definition, answers) == completeness(definition, other)


@given(everybody=st.lists(answered(), max_size=6))
def test_change_answers_are_counted_once_each(everybody: list[dict[str, Any]]) -> None:
    definition = builtin()["mijn-leven"]
    found = change_answers(definition, everybody)["wonen"]
    said = Counter(str(one.get("wonen-anders", {})) for one in everybody)
    assert found == ChangeAnswers(
        said["{'value': 'change'}"], said["{'value': 'keep'}"], said["{'declined': 'dont_know'}"]
    )
