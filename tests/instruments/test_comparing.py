"""What differs between two versions, said in words, and which questions may be compared over the years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from instruments import builtin
from instruments.comparing import compare
from instruments.continuing import Why, breaks, goes_on
from instruments.definition.loading import load_bytes
from instruments.definition.model import Definition, Domain, Question, Scale
from instruments.definition.versions import next_version, version_order
from instruments.difference_words import FIELDS
from instruments.serialising import to_json
from tests.instruments.sample import SAMPLE, sample

GOES_ON = """
continues:
  - version: "1.0"
    questions: {kamer: kamer, anders: anders, wens: wens, cijfer: cijfer, alles-verteld: alles-verteld}
"""
SCALE = "{code: 2, labels: {nl: Gaat wel, en: Okay}}"


def changed(*edits: tuple[str, str], more: str = "") -> Definition:
    """Give the sample with pieces of its file replaced."""
    text = SAMPLE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return load_bytes((text + more).encode(), file="proef.yaml")


NEXT = ('version: "1.0"', 'version: "1.1"')


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (("nl: Hoe vind je je kamer?", "nl: Hoe is je kamer?"), "Wording in nl: first “Hoe vind je je kamer?”, now"),
        (("en: How do you like your room?", "en: {unchecked: How do you like your room?}"), "in en: not yet checked"),
        ((SCALE, "{code: 2, labels: {nl: Matig, en: Okay}}"), "Answer 2 in nl: first “Gaat wel”, now “Matig”"),
        (("code: nee, labels: {nl: Nee", "code: neen, labels: {nl: Nee"), "Answer neen: new."),
        (('operator: ">=", answer: 2', 'operator: ">=", answer: 3'), "When it is asked: first kamer >= 2"),
        (("schalock:material-wellbeing", "schalock:rights"), "Frame: first schalock:material-wellbeing, now schalock"),
        (("    core: true\n    texts: {nl: Welk", "    texts: {nl: Welk"), "Belongs to the core: first yes, now no."),
        (("    hint: {nl: Kies een antwoord., en: Choose an answer.}\n", ""), "Hint in nl: no longer there"),
        (("owner: De Proefboom", "owner: De Buurman"), "Owner: first De Proefboom, now De Buurman."),
        (("thanks: {nl: Dank je wel.", "thanks: {nl: Bedankt."), "Last words in nl: first “Dank je wel.”"),
    ],
)
def test_what_differs_is_said_in_words(edit: tuple[str, str], said: str) -> None:
    assert said in "\n".join(map(str, compare(sample(), changed(edit))))


def test_a_question_that_came_and_one_that_went_are_told() -> None:
    found = [str(one) for one in compare(sample(), changed(("key: cijfer", "key: rapport")))]
    assert found == ["question cijfer: No longer there.", "question rapport: New."]


def test_another_order_is_told() -> None:
    definition = sample()
    turned = definition.with_questions(tuple(reversed(definition.questions)), ())
    assert [str(one).partition(":")[0] for one in compare(definition, turned)] == ["Questions"]


def test_the_number_of_the_version_alone_is_no_difference() -> None:
    assert compare(sample(), changed(NEXT)) == ()


@given(st.sampled_from(sorted(builtin())), st.sampled_from(sorted(builtin())))
def test_there_is_a_difference_exactly_when_the_contents_differ(one: str, other: str) -> None:
    old, new = builtin()[one], builtin()[other]
    without = [{key: value for key, value in to_json(each).items() if key != "version"} for each in (old, new)]
    found = compare(old, new)
    assert bool(found) is (without[0] != without[1])
    assert all(difference.told() for difference in found)


@given(st.sampled_from(sorted(builtin())), st.data())
def test_any_single_change_is_told(key: str, data: st.DataObject) -> None:
    definition = builtin()[key]
    question = data.draw(st.sampled_from(definition.questions))
    name = data.draw(st.sampled_from(["core", "intimate", "sitting", "domain", "hint"]))
    value = {"core": not question.core, "intimate": not question.intimate, "sitting": question.sitting + 1}.get(name)
    other = question.model_copy(update={name: value})
    edited = definition.with_questions(tuple(other if one is question else one for one in definition.questions), ())
    found = compare(definition, edited)
    assert bool(found) is (other != question)
    assert {(one.part, one.key) for one in found} <= {("questions", question.key)}


@pytest.mark.parametrize("part", [Definition, Question, Scale, Domain])
def test_every_field_has_a_name_that_people_read(part: type[BaseModel]) -> None:
    """A part's key tells it from its neighbours, so that another key is another part."""
    assert set(part.model_fields) - set(FIELDS) <= {"key", "version"}


def test_a_mark_goes_on_when_languages_change_places() -> None:
    turned = changed(NEXT, ("languages: [nl, en]", "languages: [en, nl]"), more=GOES_ON)
    assert breaks(sample(), turned) == ()


def test_without_a_mapping_everything_starts_anew() -> None:
    assert {one.why for one in breaks(sample(), changed(NEXT))} == {Why.UNMAPPED}
    assert goes_on(sample(), changed(NEXT)) == {}


def test_with_a_mapping_the_same_answers_go_on() -> None:
    reworded = ("nl: Hoe vind je je kamer?", "nl: Hoe is je kamer?")
    assert breaks(sample(), changed(NEXT, reworded, more=GOES_ON)) == ()


def test_a_renamed_question_goes_on_under_its_new_key() -> None:
    new = changed(NEXT, ("key: cijfer", "key: rapport"), more=GOES_ON.replace("cijfer: cijfer", "rapport: cijfer"))
    assert goes_on(sample(), new)["rapport"] == "cijfer"


@pytest.mark.parametrize(
    ("edits", "broken"),
    [
        ([(SCALE, "{code: 2, labels: {nl: Matig, en: Okay}}")], {"kamer": Why.ANSWERS}),
        ([(SCALE, "{code: 2, labels: {nl: Gaat wel, en: Okay, tr: İdare eder}}")], {}),
        ([("key: drie", "key: drie-nieuw"), ("scale: drie", "scale: drie-nieuw")], {"kamer": Why.SCALE}),
        ([(f"      - {SCALE}\n", ""), ("answer: 2", "answer: 3")], {"kamer": Why.ANSWERS}),
        ([("change: {nl: Ik wil iets anders", "change: {nl: Ik wil wat anders")], {"anders": Why.ANSWERS}),
        ([("code: nee, labels", "code: neen, labels")], {"alles-verteld": Why.ANSWERS}),
        ([("type: mark", "type: text")], {"cijfer": Why.TYPE}),
    ],
)
def test_other_answers_break(edits: list[tuple[str, str]], broken: dict[str, Why]) -> None:
    new = changed(NEXT, *edits, more=GOES_ON)
    assert {one.question: one.why for one in breaks(sample(), new)} == broken


def test_between_a_version_and_itself_nothing_breaks() -> None:
    for definition in builtin().values():
        assert breaks(definition, definition) == ()
        assert set(goes_on(definition, definition)) == set(definition.question_keys)


def test_versions_are_counted_as_numbers() -> None:
    assert [next_version("1.0"), next_version("2.3.9")] == ["1.1", "2.3.10"]
    assert version_order("1.10") > version_order("1.9")
