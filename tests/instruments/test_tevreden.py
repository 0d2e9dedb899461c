"""The lists on the eight domains of life: what their makers promised of each."""

from collections import Counter

import pytest

from instruments import builtin
from instruments.definition.frames import FRAMES
from instruments.definition.model import Definition, Question
from instruments.definition.texts import html_lang
from instruments.definition.walking import texts_in
from instruments.routing import visible
from instruments.sittings import sittings

FAMILY = {key: definition for key, definition in builtin().items() if definition.family == "tevreden"}
LIST, TALK, LOOK, BODY = (FAMILY[key] for key in ("tevreden", "tevreden-gesprek", "tevreden-kijken", "tevreden-emb"))
QUALITY_OF_LIFE = {f"schalock:{place}" for place in FRAMES["schalock"]}
TOPICS = [option.code for option in LIST.question("menu").options if not option.alone]


def core(definition: Definition) -> list[Question]:
    return [question for question in definition.questions if question.core]


def test_the_list_has_two_core_subjects_in_each_of_eight_domains() -> None:
    frames = {domain.key: domain.frame for domain in LIST.domains}
    asked = Counter(frames[question.domain or ""] for question in core(LIST))
    assert asked == dict.fromkeys(QUALITY_OF_LIFE, 2)


def test_own_judgement_has_four_points_or_three() -> None:
    judged = [question for question in LIST.questions if question.type == "scale"]
    assert {(question.scale, question.other_scales) for question in judged} == {("oordeel-4", ("oordeel-3",))}


def test_no_sitting_is_longer_than_ten_screens_when_all_stays_as_it_is() -> None:
    assert Counter(sittings(map(LIST.question, visible(LIST, {})))) == {1: 9, 2: 9, 3: 10}


@pytest.mark.parametrize("topic", TOPICS)
def test_each_of_sixteen_further_subjects_is_asked_of_who_chooses_it(topic: str) -> None:
    before, after = set(visible(LIST, {})), set(visible(LIST, {"menu": {"value": [topic]}}))
    assert len(TOPICS) == 16
    assert len(after - before) == 2  # the subject, or leave to ask about it, and room for own words
    assert before < after


def test_love_is_only_asked_with_leave() -> None:
    chosen = {"menu": {"value": ["liefde"]}}
    assert "liefde" not in visible(LIST, {**chosen, "liefde-mag": {"value": "nee"}})
    assert "liefde" not in visible(LIST, {**chosen, "liefde-mag": {"declined": "rather_not"}})
    assert "liefde" in visible(LIST, {**chosen, "liefde-mag": {"value": "ja"}})


@pytest.mark.parametrize("definition", [LIST, TALK], ids=["list", "talk"])
def test_what_stays_is_not_asked_after_and_what_changes_leads_to_an_agreement(definition: Definition) -> None:
    for domain in definition.domains:
        modules = {"modules": {"value": ["werk", "hulp"]}}
        keep = visible(definition, {**modules, f"{domain.key}-anders": {"value": "keep"}})
        change = visible(definition, {**modules, f"{domain.key}-anders": {"value": "change"}})
        assert set(change) - set(keep) == {f"{domain.key}-wens", f"{domain.key}-afspraak"}
        who = [option.code for option in definition.question(f"{domain.key}-afspraak").options]
        assert who[0] == "zelf"


def test_in_a_talk_words_come_before_a_judgement_and_one_subject_is_enough() -> None:
    for domain in TALK.domains:
        kinds = [question.type for question in TALK.questions if question.domain == domain.key]
        assert kinds == ["text", "scale", "change", "text", "agreement"]
    assert TALK.complete_when.themes == 1
    assert all(question.prompts for question in core(TALK))


@pytest.mark.parametrize("definition", [LOOK, BODY], ids=["look", "body"])
def test_who_looks_along_keeps_what_was_seen_apart_from_what_it_may_mean(definition: Definition) -> None:
    for domain in definition.domains:
        stances = [question.stance for question in definition.questions if question.domain == domain.key]
        assert stances == ["fact", "interpretation", "interpretation"]
    assert definition.informants_needed == 2


@pytest.mark.parametrize("definition", FAMILY.values(), ids=FAMILY)
def test_only_what_somebody_checked_is_called_checked(definition: Definition) -> None:
    checked = {html_lang(tag) for _, texts in texts_in(definition) for tag in texts.root if texts.is_checked(tag)}
    assert checked == {"nl", "en"}
