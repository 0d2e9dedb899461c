"""What every instrument promises: one test over all that are registered, in each language and answer style."""

import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from instruments import builtin
from instruments.answers import Decline, validate_answers
from instruments.api import to_api
from instruments.catalogue import instruments
from instruments.completeness import Completeness, completeness
from instruments.definition.loading import load_bytes
from instruments.definition.model import Definition, Question
from instruments.questions import change_questions, codes_of
from instruments.rendering import InstrumentView, RenderContext, render
from instruments.routing import visible
from instruments.serialising import canonical_json, from_json, sha256, to_json
from instruments.styles.registry import answer_styles, styles_for
from instruments.types.registry import question_types
from tests.instruments.population import values
from tests.instruments.sample import sample
from tests.instruments.shapes import shapes, with_goals

DEFINITIONS = {**builtin(), "proef": sample(), "vormen": shapes()}
EVERY = pytest.mark.parametrize("definition", DEFINITIONS.values(), ids=DEFINITIONS.keys())
IN_EACH_WAY = pytest.mark.parametrize(
    ("definition", "language", "style"),
    [
        pytest.param(definition, language, style, id=f"{key}-{language}-{style}")
        for key, definition in DEFINITIONS.items()
        for language, style in product(definition.languages, answer_styles().names())
    ],
)
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


@EVERY
def test_nothing_is_unreachable(definition: Definition) -> None:
    assert [question.key for question in definition.questions if not ways_to(definition, question)] == []


@EVERY
def test_every_question_can_be_answered_and_declined(definition: Definition) -> None:
    definition = with_goals(definition)
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


@EVERY
def test_it_can_be_complete(definition: Definition) -> None:
    definition = with_goals(definition)
    answers = {key: {"declined": "rather_not"} for key in visible(definition, {})}
    assert completeness(definition, answers) is Completeness.PARTLY
    first = next(question for question in definition.questions if question.domain and values(definition, question.key))
    given = {**ways_to(definition, first)[0], first.key: items(definition, first.key)[0]}
    answers = {key: {"declined": "rather_not"} for key in visible(definition, given)} | given
    assert completeness(definition, answers) is Completeness.COMPLETE


@EVERY
def test_it_closes_with_the_question_whether_all_was_told(definition: Definition) -> None:
    assert definition.closing.question in visible(definition, {})


@EVERY
def test_each_domain_has_one_change_question_where_there_are_any(definition: Definition) -> None:
    changes = change_questions(definition)
    assert len(set(changes.values())) == len(changes)
    assert all(codes_of(definition, key) == ("keep", "change") for key in changes.values())


@IN_EACH_WAY
def test_it_renders(definition: Definition, language: str, style: str) -> None:
    view = render(definition, RenderContext(language=language, style=style))
    assert isinstance(view, InstrumentView)
    assert view.language == language
    assert all([view.title, view.introduction, view.thanks])
    assert [question.key for question in view.questions] == list(definition.question_keys)
    for question in view.questions:
        assert question.text
        assert question.picture is None or question.picture.alt
        codes = codes_of(definition, question.key)
        assert codes is None or [option.value for option in question.options] == list(codes)
        assert all(option.label for option in question.options)
        assert not any(option.chosen for option in question.options)


@IN_EACH_WAY
def test_it_is_plain_json_for_the_tablet(definition: Definition, language: str, style: str) -> None:
    data = to_api(definition, RenderContext(language, style))
    assert json.loads(json.dumps(data)) == data
    assert [question["key"] for question in data["questions"]] == list(definition.question_keys)
    assert all({"key", "domain", "type", "text"} <= question.keys() for question in data["questions"])


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


@IN_EACH_WAY
def test_every_picture_is_drawn(definition: Definition, language: str, style: str) -> None:
    view = render(definition, RenderContext(language=language, style=style))
    pictures = {option.picture for question in view.questions for option in question.options}
    pictures |= {question.picture.key for question in view.questions if question.picture}
    pictures |= {question.domain.picture for question in view.questions if question.domain}
    assert pictures - {None} <= DRAWN


def test_no_built_in_claims_a_recognition() -> None:
    assert all(definition.recognition.list_name is None for definition in builtin().values())
