"""What every instrument promises: one test over all that are registered, in each language and answer style."""

import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instruments import builtin
from instruments.answers import Decline, validate_answers
from instruments.api import to_api
from instruments.catalogue import instruments
from instruments.completeness import Completeness, completeness
from instruments.definition.loading import load_bytes
from instruments.definition.model import Audience, Definition, Question
from instruments.projection import Situation, project
from instruments.questions import change_questions, codes_of
from instruments.rendering import InstrumentView, QuestionView, RenderContext, render
from instruments.routing import visible
from instruments.scoring import change_answers, score, wanted_changes
from instruments.serialising import canonical_json, from_json, sha256, to_json
from instruments.styles.registry import answer_styles, styles_for
from instruments.types.registry import question_types
from tests.instruments.population import respondents, values
from tests.instruments.sample import sample
from tests.instruments.shapes import shapes, with_goals

DEFINITIONS = {**builtin(), "proef": sample(), "vormen": shapes()}
EVERY = pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=DEFINITIONS.keys())


def situations(definition: Definition) -> Iterator[Situation]:
    """Give everybody who may be asked: each audience in each variant."""
    choices = [[(variant.key, value.key) for value in variant.values] for variant in definition.variants]
    for audience, chosen in product(definition.audiences, product(*choices)):
        yield Situation(audience=audience, variant=dict(chosen))


ASKED = [
    pytest.param(with_goals(project(definition, each)), id="-".join([key, each.audience or "", *each.variant.values()]))
    for key, definition in DEFINITIONS.items()
    for each in situations(definition)
]
AS_ASKED = pytest.mark.parametrize("definition", ASKED)
"""Every instrument as each audience gets it in each variant."""
FORMAL, INFORMAL = (re.compile(rf"\b({words})\b", re.IGNORECASE) for words in ("u|uw|uzelf", "je|jij|jou|jouw|jezelf"))
ADDRESSED = [
    pytest.param(definition, tag, id=f"{key}-{tag}")
    for key, definition in builtin().items()
    if Audience.CLIENT in definition.audiences
    for tag in ("nl", "nl-x-eenvoudig", "nl-x-u", "nl-x-eenvoudig-u")
    if "nl-x-u" in definition.languages or not tag.endswith("-u")
]
ROOT = Path(__file__).parents[2]
DRAWN = set(re.findall(r'id="([a-z0-9-]+)"', (ROOT / "clientvoice/static/img/pictures.svg").read_text("utf-8")))


def items(definition: Definition, key: str) -> list[dict[str, Any]]:
    """Give an item for every answer that leads another way, and a decline."""
    return [{"value": value} for value in values(definition, key)] + [{"declined": "dont_know"}]


def awaited(definition: Definition, question: Question) -> list[str]:
    """Give the questions whose answers decide whether this one is shown, also by way of others."""
    direct = [condition.question for condition in question.show_when]
    return [*{key: None for near in direct for key in [*awaited(definition, definition.question(near)), near]}]


def ways_to(definition: Definition, question: Question) -> list[dict[str, Any]]:
    """Give every combination of answers that shows the question."""
    keys = awaited(definition, question)
    combinations = product(*(items(definition, key) for key in keys))
    ways = [dict(zip(keys, combination, strict=True)) for combination in combinations]
    return [way for way in ways if question.key in visible(definition, way)]


@EVERY
def test_it_is_the_instrument_it_is_registered_as(definition: Definition) -> None:
    assert DEFINITIONS[definition.key] is definition


@AS_ASKED
def test_nothing_is_unreachable(definition: Definition) -> None:
    assert [question.key for question in definition.questions if not ways_to(definition, question)] == []


@AS_ASKED
def test_every_question_can_be_answered_and_declined(definition: Definition) -> None:
    for question in definition.questions:
        way = ways_to(definition, question)[0]
        declines = [{"declined": reason.value} for reason in Decline]
        for item in [*items(definition, question.key), *declines]:
            order = [key for key in definition.question_keys if key in {*way, question.key}]
            answers = {key: item for key, item in way.items() if key in visible(definition, way)}
            answers[question.key] = item
            assert validate_answers(definition, answers, order_shown=order) == []


@EVERY
def test_the_json_round_trip_is_exact(definition: Definition) -> None:
    stored = json.loads(canonical_json(definition))
    again = from_json(stored)
    assert again == definition
    assert to_json(again) == stored
    assert sha256(again) == sha256(definition)


@AS_ASKED
def test_it_can_be_complete(definition: Definition) -> None:
    answers = {key: {"declined": "rather_not"} for key in visible(definition, {})}
    assert completeness(definition, answers) is Completeness.PARTLY
    first = next(question for question in definition.questions if question.domain and values(definition, question.key))
    given = {**ways_to(definition, first)[0], first.key: items(definition, first.key)[0]}
    answers = {key: {"declined": "rather_not"} for key in visible(definition, given)} | given
    assert completeness(definition, answers) is Completeness.COMPLETE


@AS_ASKED
def test_it_closes_with_the_question_whether_all_was_told(definition: Definition) -> None:
    assert definition.closing.question in visible(definition, {})


@pytest.mark.parametrize("definition", builtin().values(), ids=builtin())
def test_a_built_in_asks_at_the_end_what_is_done_with_it_and_who_may_read_it(definition: Definition) -> None:
    closing = definition.closing
    assert re.fullmatch(
        r"(Heb je|Heeft u) alles kunnen vertellen\?", definition.question(closing.question).texts.in_language("nl")
    )
    assert closing.what_next
    assert closing.what_next.in_language("nl").startswith("Wat doen we hiermee? Wie mag het lezen?")


@EVERY
def test_each_domain_has_one_change_question_where_there_are_any(definition: Definition) -> None:
    changes = change_questions(definition)
    assert len(set(changes.values())) == len(changes)
    assert all(codes_of(definition, key) == ("keep", "change") for key in changes.values())


def ways(definition: Definition) -> Iterator[RenderContext]:
    """Give every language and level in every answer style."""
    for language, style in product(definition.languages, answer_styles().names()):
        yield RenderContext(language=language, style=style)


@AS_ASKED
def test_it_renders_in_every_language_level_and_style(definition: Definition) -> None:
    for way in ways(definition):
        view = render(definition, way)
        assert isinstance(view, InstrumentView)
        assert view.language == way.language
        assert all([view.title, view.introduction, view.thanks])
        assert [question.key for question in view.questions] == list(definition.question_keys)
        for question in view.questions:
            is_whole(definition, question)


@pytest.mark.parametrize(("definition", "tag"), ADDRESSED)
def test_a_client_is_never_addressed_the_other_way(definition: Definition, tag: str) -> None:
    view = render(with_goals(project(definition, Situation(audience=Audience.CLIENT))), RenderContext(tag))
    said = [view.title, view.introduction, view.what_next, view.thanks]
    for question in view.questions:
        said += [question.text, question.hint, *question.prompts, *(option.label for option in question.options)]
    wrong = INFORMAL if tag.endswith("-u") else FORMAL
    assert [words for words in said if wrong.search(words)] == []


def is_whole(definition: Definition, question: QuestionView) -> None:
    """Check one question as it is shown: a text without empty places, every answer in words, none of them chosen."""
    assert question.text
    assert "{" not in question.text + question.hint + "".join(question.prompts)
    assert question.picture is None or (question.picture.alt and question.picture.key in DRAWN)
    assert question.domain is None or question.domain.picture in {None, *DRAWN}
    codes = codes_of(definition, question.key)
    assert codes is None or [option.value for option in question.options] == list(codes)
    assert all(option.label and option.picture in {None, *DRAWN} for option in question.options)
    assert not any(option.chosen for option in question.options)


@AS_ASKED
def test_it_is_plain_json_for_the_tablet(definition: Definition) -> None:
    for way in ways(definition):
        data = to_api(definition, way)
        assert json.loads(json.dumps(data)) == data
        assert [question["key"] for question in data["questions"]] == list(definition.question_keys)
        assert all({"key", "domain", "type", "text"} <= question.keys() for question in data["questions"])


@AS_ASKED
@given(data=st.data())
@settings(max_examples=5)
def test_scoring_runs_on_what_people_answer(definition: Definition, data: st.DataObject) -> None:
    answers = data.draw(respondents(definition))
    assert validate_answers(definition, answers) == []
    for found in score(definition, [answers, answers]):
        assert sum(found.counts.values()) == found.shares.n
        assert found.people in {0, 2}
    wanted = wanted_changes(definition, answers)
    assert {domain for domain, each in change_answers(definition, [answers]).items() if each.change} == wanted


@AS_ASKED
@pytest.mark.parametrize("points", [2, 3, 4, 5])
def test_whoever_needs_fewer_points_can_answer_as_well(definition: Definition, points: int) -> None:
    asked = project(definition, Situation(points=points, goals=definition.goals))
    for question in asked.questions:
        codes = codes_of(asked, question.key)
        assert question.other_scales == ()
        assert question.scale is None or len(codes or ()) <= max(points, fewest(definition, question.key))


def fewest(definition: Definition, key: str) -> int:
    question = definition.question(key)
    return min(len(definition.scale(scale).points) for scale in (question.scale, *question.other_scales))


def test_every_built_in_file_is_named_after_its_key() -> None:
    for instrument in instruments():
        assert instrument.definition.key == instrument.name


def test_every_file_says_the_same_when_read_again() -> None:
    for instrument in instruments():
        again = load_bytes(instrument.path.read_bytes(), file=instrument.path.name)
        assert sha256(again) == sha256(instrument.definition)


@EVERY
def test_what_a_type_does_not_tidy_is_stored_as_it_came(definition: Definition) -> None:
    for question in definition.questions:
        question_type = question_types().get(question.type)
        for code in question_type.codes(definition, question) or ():
            assert question_type.tidies or question_type.validate(definition, question, code) == code


def test_every_question_type_has_its_default_style_first() -> None:
    for question_type in question_types():
        assert styles_for(question_type)[0].name == question_type.default_style


def test_every_style_serves_a_question_type_that_exists() -> None:
    for style in answer_styles():
        assert style.question_types <= set(question_types().names())


def test_every_style_has_a_template_for_each_type_it_serves() -> None:
    named = {style.template(served) for style in answer_styles() for served in style.question_types}
    assert {name for name in named if not (ROOT / "templates" / name).exists()} == set()


def test_no_built_in_claims_a_recognition() -> None:
    assert all(definition.recognition.list_name is None for definition in builtin().values())
