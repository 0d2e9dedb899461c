"""The definition as one person is asked it: only their questions, in their words, on their scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments import builtin
from instruments.definition.model import Audience, Definition, Goal, Point, Scale
from instruments.definition.texts import Labels
from instruments.projection import Situation, chosen, every_word, project, variant_words

GOALS = (Goal(id="koken", words="Zelf koken"),)


def on_three_scales() -> Definition:
    """Return the list for a moment, whose face has five, three or two points."""
    return builtin()["moment"]


@pytest.mark.parametrize(
    ("points", "scale"), [(None, "oordeel-5"), (5, "oordeel-5"), (4, "oordeel-3"), (3, "oordeel-3"), (2, "oordeel-2")]
)
def test_a_person_gets_the_scale_with_at_most_their_points(points: int | None, scale: str) -> None:
    asked = project(on_three_scales(), Situation(points=points)).question("nu")
    assert asked.scale == scale
    assert bool(asked.other_scales) is (points is None)


def test_who_needs_fewer_points_than_there_are_gets_the_fewest() -> None:
    four = Scale(key="vier", points=tuple(Point(code=code, labels=Labels({"nl": "x"})) for code in range(1, 5)))
    question = on_three_scales().question("nu").model_copy(update={"scale": "vier", "other_scales": ("oordeel-5",)})
    definition = on_three_scales().model_copy(
        update={"scales": (*on_three_scales().scales, four), "questions": (question,)}
    )
    assert project(definition, Situation(points=2)).question("nu").scale == "vier"


def test_each_audience_is_asked_in_its_own_words() -> None:
    definition = builtin()["samen-kijken"]
    asked = {
        audience: project(definition, Situation(audience=audience))
        for audience in (Audience.CLIENT, Audience.SUPPORT_WORKER)
    }
    shared = set(asked[Audience.CLIENT].question_keys) & set(asked[Audience.SUPPORT_WORKER].question_keys)
    assert len(shared) >= 10
    different = [
        key for key in shared if len({one.question(key).texts.in_language("nl") for one in asked.values()}) == 2
    ]
    assert len(different) >= 10


def test_a_child_is_asked_other_questions_than_a_young_person() -> None:
    definition = builtin()["cto-jeugd"]
    child = project(definition, Situation(variant={"leeftijd": "van-8-tot-11"}))
    young = project(definition, Situation(variant={"leeftijd": "van-12-tot-18"}))
    assert any(question.type == "mark" for question in young.questions)
    assert not any(question.type in {"mark", "change"} for question in child.questions)


def test_who_has_no_goals_is_not_asked_about_them() -> None:
    definition = builtin()["mijn-doelen"]
    assert "voortgang" not in project(definition, Situation()).question_keys
    with_goals = project(definition, Situation(goals=GOALS))
    assert "voortgang" in with_goals.question_keys
    assert with_goals.goals == GOALS


def test_what_asks_for_a_name_is_not_asked_where_answers_are_kept_without() -> None:
    definition = builtin()["cto-ouders"]
    assert "bellen" in project(definition, Situation(named=True)).question_keys
    assert "bellen" not in project(definition, Situation(named=False)).question_keys


def test_a_variant_that_nobody_chose_has_its_first_value() -> None:
    definition = builtin()["werken-en-meedoen"]
    assert chosen(definition, {}) == {"plek": "dagactiviteit"}
    assert chosen(definition, {"plek": "winkel"}) == {"plek": "winkel"}
    assert chosen(definition, {"plek": "bestaat-niet", "anders": "x"}) == {"plek": "dagactiviteit"}
    assert variant_words(definition, {"plek": "winkel"}, "nl") == {"plek": "de winkel"}


def test_what_is_said_to_nobody_in_particular_names_every_value() -> None:
    assert "de winkel" in every_word(builtin()["werken-en-meedoen"], "nl")["plek"]
    assert "de boerderij" in every_word(builtin()["werken-en-meedoen"], "nl")["plek"]


def test_nothing_to_change_gives_the_definition_itself() -> None:
    definition = builtin()["mijn-leven"]
    assert project(definition, Situation(audience=Audience.CLIENT, points=3)) is definition


@given(
    key=st.sampled_from(sorted(builtin())),
    audience=st.none() | st.sampled_from(Audience),
    points=st.none() | st.integers(2, 5),
    goals=st.sampled_from([(), GOALS]),
    named=st.booleans(),
)
def test_it_never_adds_or_reorders_and_twice_is_once(
    *, key: str, audience: Audience | None, points: int | None, goals: tuple[Goal, ...], named: bool
) -> None:
    definition = builtin()[key]
    situation = Situation(audience=audience, points=points, goals=goals, named=named)
    once = project(definition, situation)
    assert [each for each in definition.question_keys if each in once.question_keys] == list(once.question_keys)
    assert project(once, situation).questions == once.questions
    assert set(once.by_key) == set(once.question_keys)
