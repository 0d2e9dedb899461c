"""What the lists promise of which each person is asked only a part: by age, by place, by choice, by who answers."""

from collections.abc import Mapping
from itertools import product

import pytest

from instruments import builtin
from instruments.definition.model import Audience, Definition
from instruments.projection import Situation, project
from instruments.routing import visible
from instruments.types.registry import question_types

PLACES = ("groep", "thuis", "pleeggezin", "dagbehandeling")
LOOSE = ("ar", "tr", "pl", "uk")


def youth(age: str, place: str = "groep") -> Definition:
    return project(builtin()["cto-jeugd"], Situation(Audience.CLIENT, {"leeftijd": age, "plek": place}))


def types(definition: Definition) -> list[str]:
    return [question.type for question in definition.questions]


def shown(key: str, answers: Mapping[str, object]) -> set[str]:
    return set(visible(builtin()[key], {name: {"value": value} for name, value in answers.items()}))


@pytest.mark.parametrize("place", PLACES)
def test_a_child_is_asked_little_with_pictures_and_never_whether_it_should_change(place: str) -> None:
    definition = youth("van-8-tot-11", place)
    core = [question for question in definition.questions if question.core]
    assert 6 <= len(core) <= 8
    assert all(question.picture for question in core)
    assert {len(definition.scale(question.scale).points) for question in core if question.scale} == {3}
    assert not {"change", "mark"} & set(types(definition))


def test_a_young_person_gives_a_mark_says_what_goes_well_and_may_want_something_else() -> None:
    definition = youth("van-12-tot-18")
    asked = {question.domain for question in definition.questions}
    assert {"contact", "informatie", "meebeslissen", "plan", "resultaat"} <= asked
    assert {"mark", "change"} <= set(types(definition))
    assert {"gaat-goed", "tip"} <= set(definition.question_keys)


def test_no_question_is_for_children_and_young_people_at_once_but_the_last_ones() -> None:
    both = set(youth("van-8-tot-11").question_keys) & set(youth("van-12-tot-18").question_keys)
    assert both == {"alles-verteld", "nog-vertellen"}


@pytest.mark.parametrize("key", ["vertel", "dichtbij"])
def test_only_chosen_subjects_are_asked(key: str) -> None:
    definition = builtin()[key]
    assert shown(key, {}) == {"onderwerpen", "alles-verteld"}
    for chosen in definition.domains:
        opened = shown(key, {"onderwerpen": [chosen.key]}) - {"onderwerpen", "alles-verteld"}
        assert {definition.question(name).domain for name in opened} == {chosen.key}


def test_a_conversation_begins_with_words_and_ends_with_an_agreement_only_if_something_is_to_change() -> None:
    definition = builtin()["vertel"]
    for domain in definition.domains:
        about = [question for question in definition.questions if question.domain == domain.key]
        told = next(question for question in about if question.permission is None)
        assert told.type == "text"
        assert 2 <= len(told.prompts) <= 3
        assert about[-1].type == "agreement"
        assert {condition.answer for condition in about[-1].show_when} == {"change"}


@pytest.mark.parametrize(("key", "language"), list(product(["vertel", "cto-ouders"], LOOSE)))
def test_no_translation_passes_for_checked(key: str, language: str) -> None:
    for question in builtin()[key].questions:
        assert language in question.texts.wordings
        assert not question.texts.is_checked(language)


@pytest.mark.parametrize("role", ["ouder", "voogd", "pleegouder"])
def test_parents_are_asked_within_one_sitting(role: str) -> None:
    definition = project(builtin()["cto-ouders"], Situation(Audience.RELATIVE, {"rol": role}))
    assert 8 <= sum(question.core for question in definition.questions) <= 10
    assert {"mark", "scale", "text", "choice"} == set(types(definition))


def test_client_and_support_worker_judge_the_same_on_the_same_scale() -> None:
    whole = builtin()["samen-kijken"]
    lists = [project(whole, Situation(audience)) for audience in whole.audiences]
    judged = [[(question.key, question.scale) for question in one.questions if question.scale] for one in lists]
    assert judged[0] == judged[1]
    assert [types(one).count("agreement") for one in lists] == [1, 0], "one card, made together"
    for client, worker in zip(*([one.question(key) for key, _ in judged[0]] for one in lists), strict=True):
        assert client.texts != worker.texts


def test_nobody_is_pressed_to_want_something_together() -> None:
    assert "kaart" not in shown("samen-kijken", {"waarover": ["goed-zo"]})
    assert "kaart" in shown("samen-kijken", {"waarover": ["wonen"]})


def test_what_is_seen_and_what_is_made_of_it_stand_apart_and_nothing_is_marked() -> None:
    definition = builtin()["ik-laat-zien"]
    assert {domain.frame.partition(":")[0] for domain in definition.domains} == {"laccs"}
    for domain in definition.domains:
        stances = [question.stance for question in definition.questions if question.domain == domain.key]
        assert stances.count("fact") == stances.count("interpretation") == 6
    assert not any(question_types().get(name).name in {"scale", "mark"} for name in types(definition))


def test_a_third_moment_and_how_sure_come_only_when_asked_for() -> None:
    assert "contact-3-zag" not in shown("ik-laat-zien", {"contact-nog": "nee"})
    assert "contact-3-zag" in shown("ik-laat-zien", {"contact-nog": "ja"})
    assert "contact-1-zeker" not in shown("ik-laat-zien", {})
    assert "contact-1-zeker" in shown("ik-laat-zien", {"contact-1-betekenis": "Hij vond het fijn."})
