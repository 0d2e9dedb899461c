"""Two people's answers to the same questions: where they differ comes first, and nobody's answer is worth more."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments import builtin
from instruments.definition.model import Audience, Definition, Point, Scale
from instruments.definition.texts import Labels
from instruments.measuring import measures
from instruments.pairing import Meeting, Pair, pairs


def both_asked() -> Definition:
    """Return the list on one's own life, as if a support worker answered it as well."""
    return builtin()["mijn-leven"].model_copy(update={"audiences": (Audience.CLIENT, Audience.SUPPORT_WORKER)})


def says(**values: Any) -> dict[str, Any]:
    return {key: {"value": value} for key, value in values.items()}


def test_what_lies_furthest_apart_comes_first() -> None:
    found = pairs(both_asked(), says(kamer=5, eten=2, werk=3), says(kamer=4, eten=5, werk=3))
    assert [(pair.question, pair.meeting, pair.steps) for pair in found] == [
        ("eten", Meeting.APART, 3),
        ("kamer", Meeting.APART, 1),
        ("werk", Meeting.SAME, 0),
    ]


def test_an_answer_of_one_of_the_two_is_kept_and_no_difference() -> None:
    [found] = pairs(both_asked(), says(kamer=1), {"kamer": {"declined": "dont_know"}})
    assert found == Pair("kamer", 1, None, Meeting.ONE_SIDED, None)


@pytest.mark.parametrize(
    ("client", "worker", "meeting"),
    [(33, 4, Meeting.SAME), (31, 4, Meeting.APART), (33, None, Meeting.ONE_SIDED), (31, 33, Meeting.APART)],
)
def test_on_scales_of_their_own_the_two_still_make_one_pair(client: int, worker: int | None, meeting: Meeting) -> None:
    other = Scale(key="drie", points=tuple(_point(code, label) for code, label in ((31, "Slecht"), (33, "Goed"))))
    own = Scale(key="vijf", points=tuple(_point(code, label) for code, label in ((1, "Slecht"), (4, "Goed"))))
    question = both_asked().question("kamer").model_copy(update={"scale": "vijf", "other_scales": ("drie",)})
    definition = both_asked().model_copy(update={"questions": (question,), "scales": (own, other)})
    theirs = {} if worker is None else says(kamer=worker)
    [found] = pairs(definition, says(kamer=client), theirs)
    assert (found.client, found.worker, found.meeting) == (client, worker, meeting)
    assert found.steps == (1 if worker == 33 else None)


def _point(code: int, label: str) -> Point:
    return Point(code=code, labels=Labels({"nl": label}))


def test_keeping_and_changing_differ_without_a_distance() -> None:
    [found] = pairs(both_asked(), says(**{"wonen-anders": "change"}), says(**{"wonen-anders": "keep"}))
    assert (found.meeting, found.steps) == (Meeting.APART, None)


def test_what_only_one_of_them_is_asked_is_no_pair() -> None:
    first, *others = both_asked().questions
    only_client = first.model_copy(update={"audiences": (Audience.CLIENT,)})
    definition = both_asked().model_copy(update={"questions": (only_client, *others)})
    assert pairs(definition, says(kamer=1), says(kamer=5)) == ()


@given(data=st.data())
def test_the_two_may_change_places(data: st.DataObject) -> None:
    definition = both_asked()
    one, other = (
        {
            measure.question.key: {"value": data.draw(st.sampled_from(measure.codes))}
            for measure in measures(definition)
            if data.draw(st.booleans())
        }
        for _ in range(2)
    )
    here, there = pairs(definition, one, other), pairs(definition, other, one)
    assert [(pair.question, pair.meeting, pair.steps) for pair in here] == [
        (pair.question, pair.meeting, pair.steps) for pair in there
    ]
