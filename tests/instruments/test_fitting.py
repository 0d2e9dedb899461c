"""Which instruments fit a person, and how each is asked best."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments import builtin
from instruments.advice import Person, advise
from instruments.definition.answering import Point, Scale
from instruments.definition.model import Audience, Definition, Kind
from instruments.definition.suiting import (
    Ages,
    ClientGroup,
    Communication,
    Product,
    Suits,
    Variant,
    VariantValue,
)
from instruments.definition.texts import Labels, Texts, html_lang
from instruments.fitting import Proposal, proposal, propose, variant_for
from instruments.reasons import SENTENCES
from instruments.styles.registry import answer_styles
from tests.instruments.sample import sample

CHILD = Person(age=8, client_groups=(ClientGroup.YOUTH,))
ADULT = Person(age=34, client_groups=(ClientGroup.LVB,), products=(Product.LIVING,))
AMBULANT = Person(age=34, client_groups=(ClientGroup.AMBULANT,), products=(Product.AMBULANT,))
MODERATE = Person(age=34, client_groups=(ClientGroup.EVB,))
PROFOUND = Person(age=34, client_groups=(ClientGroup.EMB,))


def test_a_list_about_goals_is_proposed_with_the_scale_and_style_of_its_goals() -> None:
    found = proposal(builtin()["mijn-doelen"], Person(age=30, style="thumbs"))
    assert found.points is not None
    assert (found.style.value, found.style.own) == ("thumbs", True)


def test_the_level_is_the_only_one_where_a_list_has_one() -> None:
    both, plain = (proposal(definition, ADULT).level for definition in (builtin()["tevreden"], sample()))
    assert (both.value, both.reason.code) == ("a2", "level_easy")
    assert (plain.value, plain.reason.code) == ("b1", "level_only")


def suited(**suits: Any) -> Definition:
    return sample().model_copy(update={"suits": Suits(**suits)})


def codes(found: Proposal) -> list[str]:
    return [reason.code for reason in found.reasons]


@pytest.mark.parametrize(
    ("person", "points", "reason"),
    [
        (CHILD, 3, "points_young"),
        (Person(age=9, client_groups=(ClientGroup.YOUTH,)), 5, "points_usual"),
        (MODERATE, 3, "points_group"),
        (ADULT, 5, "points_usual"),
        (Person(age=8, points=5), 5, "points_chosen"),
        (Person(), 5, "points_usual"),
    ],
)
def test_the_number_of_points_follows_from_age_and_group_unless_somebody_chose(
    person: Person, points: int, reason: str
) -> None:
    advised = advise(person).points
    assert (advised.value, advised.reason.code) == (points, reason)
    assert advised.own == (person.points is not None)


@pytest.mark.parametrize(
    ("person", "style", "level"),
    [
        (ADULT, "faces", "a2"),
        (AMBULANT, "words", "b1"),
        (Person(age=16, client_groups=(ClientGroup.AMBULANT,)), "faces", "a2"),
        (Person(age=34, client_groups=(ClientGroup.AMBULANT,), style="faces", level="a2"), "faces", "a2"),
    ],
)
def test_adults_with_ambulant_support_get_words_unless_they_chose_faces(person: Person, style: str, level: str) -> None:
    found = advise(person)
    assert (found.style.value, found.level.value) == (style, level)


def test_who_cannot_see_the_screen_gets_sound_where_it_is_and_hears_of_it_where_not() -> None:
    blind = Person(age=40, sound_only=True)
    assert advise(blind).style.value == "sound"
    style = proposal(sample(), blind).style
    assert style.value in answer_styles().names()


def test_profound_disability_means_observation_and_never_a_self_report() -> None:
    self_report, observation = sample(), sample().model_copy(update={"key": "kijken", "kind": Kind.OBSERVATION})
    first, second = propose([self_report, observation], PROFOUND)
    assert (first.definition.key, first.fits) == ("kijken", True)
    assert (second.fits, codes(second)) == (False, ["no_self_report"])


def test_nobody_observes_who_can_tell_it() -> None:
    observation = sample().model_copy(update={"kind": Kind.OBSERVATION})
    assert codes(proposal(observation, ADULT)) == ["speaks_for_themselves"]


@pytest.mark.parametrize(
    ("suits", "reason"),
    [
        ({"ages": Ages(until=11)}, "not_age"),
        ({"client_groups": (ClientGroup.YOUTH,)}, "not_client_groups"),
        ({"products": (Product.DAY,)}, "not_products"),
        ({"communication": (Communication.BEHAVIOUR,)}, "not_communication"),
    ],
)
def test_what_is_made_for_others_does_not_fit_and_says_why(suits: dict[str, Any], reason: str) -> None:
    found = proposal(suited(**suits), ADULT)
    assert (found.fits, codes(found)) == (False, [reason])
    assert proposal(suited(**suits), Person()).fits


def test_the_closest_fit_comes_first_and_relatives_last() -> None:
    wide = sample()
    close = suited(client_groups=(ClientGroup.LVB,), ages=Ages(**{"from": 18})).model_copy(update={"key": "raak"})
    relatives = sample().model_copy(update={"key": "aaa", "audiences": (Audience.RELATIVE,)})
    other = suited(ages=Ages(until=12)).model_copy(update={"key": "aab"})
    found = propose([other, relatives, wide, close], ADULT)
    assert [one.definition.key for one in found] == ["raak", "proef", "aaa", "aab"]
    assert codes(found[0]) == ["age", "client_groups"]
    assert codes(found[2]) == ["others_answer", "for_everybody"]


def test_a_language_that_a_list_lacks_is_said_and_an_unchecked_text_is_marked() -> None:
    turkish = Person(age=34, language="tr")
    assert codes(proposal(sample(), turkish)) == ["language_missing"]
    half = sample().model_copy(
        update={
            "languages": ("nl", "tr"),
            "introduction": Texts.model_validate({"nl": "Dag.", "tr": {"unchecked": "Selam."}}),
        }
    )
    found = proposal(half, turkish)
    assert (found.fits, found.language.value, found.language.own, found.checked) == (True, "tr", True, False)


def test_the_value_of_a_variant_follows_from_age_and_support() -> None:
    words = Labels({"nl": "x"})
    values = (
        VariantValue(key="jong", labels=words, suits=Suits(ages=Ages(until=11))),
        VariantValue(key="groep", labels=words, suits=Suits(ages=Ages(**{"from": 12}), products=(Product.LIVING,))),
        VariantValue(key="thuis", labels=words, suits=Suits(ages=Ages(**{"from": 12}), products=(Product.AMBULANT,))),
    )
    asked = sample().model_copy(update={"variants": (Variant(key="leeftijd", labels=words, values=values),)})
    wanted = [(CHILD, "jong"), (ADULT, "groep"), (AMBULANT, "thuis"), (Person(), "jong")]
    assert [variant_for(asked, person)["leeftijd"] for person, _value in wanted] == [value for _person, value in wanted]


PEOPLE = st.builds(
    Person,
    age=st.none() | st.integers(0, 110),
    client_groups=st.lists(st.sampled_from(ClientGroup), unique=True, max_size=2).map(tuple),
    products=st.lists(st.sampled_from(Product), unique=True, max_size=2).map(tuple),
    communication=st.lists(st.sampled_from(Communication), unique=True, max_size=2).map(tuple),
    points=st.none() | st.integers(2, 5),
    style=st.none() | st.sampled_from(["faces", "words", "thumbs", "digits", "pictures", "sound", "gone"]),
    language=st.none() | st.sampled_from(["nl", "en", "ar", "tr", "pl", "uk"]),
    level=st.none() | st.sampled_from(["a2", "b1"]),
    formal=st.booleans(),
    sound_only=st.booleans(),
)


def _scale(count: int) -> Scale:
    points = tuple(Point(code=count * 10 + place, labels=Labels({"nl": "x"})) for place in range(1, count + 1))
    return Scale(key=f"oordeel-{count}", points=points)


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    lengths = draw(st.lists(st.integers(2, 5), min_size=1, max_size=4, unique=True))
    scales = tuple(map(_scale, lengths))
    first, *others = (scale.key for scale in scales)
    asked = sample().questions[0].model_copy(update={"scale": first, "other_scales": tuple(others)})
    tags = st.sampled_from(["nl", "nl-x-eenvoudig", "nl-x-u", "en", "ar", "tr"])
    return sample().model_copy(
        update={
            "questions": (asked, *sample().questions[1:]),
            "scales": scales,
            "languages": tuple(draw(st.lists(tags, min_size=1, max_size=4, unique=True))),
            "kind": draw(st.sampled_from(Kind)),
            "style": draw(st.none() | st.sampled_from(["faces", "words", "digits"])),
            "suits": draw(
                st.none()
                | st.builds(Suits, client_groups=st.lists(st.sampled_from(ClientGroup), max_size=2).map(tuple))
            ),
        }
    )


@given(definitions(), PEOPLE)
def test_a_proposal_holds_only_what_the_definition_has(definition: Definition, person: Person) -> None:
    found = proposal(definition, person)
    shown = {question.type for question in definition.questions}
    assert found.language.value in definition.languages
    assert found.points is not None
    assert found.points.value in {len(scale.points) for scale in definition.scales}
    assert answer_styles().get(found.style.value).question_types & shown
    reasons = [*found.reasons, found.points.reason, found.style.reason, found.language.reason, found.level.reason]
    assert found.reasons
    assert all(reason.code in SENTENCES and reason.message % reason.params for reason in reasons)


@given(definitions(), PEOPLE)
def test_the_own_choice_wins_wherever_the_definition_knows_it(definition: Definition, person: Person) -> None:
    found = proposal(definition, person)
    assert found.points is not None
    if person.points in {len(scale.points) for scale in definition.scales}:
        assert (found.points.value, found.points.own) == (person.points, True)
    if person.style in {"faces", "words", "digits", "pictures"}:
        assert (found.style.value, found.style.own) == (person.style, True)
    if person.language in {html_lang(tag) for tag in definition.languages}:
        assert (html_lang(found.language.value), found.language.own) == (person.language, True)


@given(st.lists(definitions(), max_size=4), PEOPLE)
def test_a_proposal_is_the_same_each_time_and_what_fits_comes_first(many: list[Definition], person: Person) -> None:
    found = propose(many, person)
    assert found == propose(many, person)
    fits = [one.fits for one in found]
    assert fits == sorted(fits, reverse=True)
    assert not any(
        one.fits
        for one in found
        if person.shows and one.definition.kind is not Kind.OBSERVATION and Audience.CLIENT in one.definition.audiences
    )


def test_every_instrument_of_ours_fits_somebody() -> None:
    people = (
        CHILD,
        ADULT,
        AMBULANT,
        MODERATE,
        PROFOUND,
        Person(age=14, client_groups=(ClientGroup.YOUTH,), products=tuple(Product)),
    )
    fitting = {one.definition.key for person in people for one in propose(builtin().values(), person) if one.fits}
    assert fitting == set(builtin())
