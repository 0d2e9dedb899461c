"""The check of a whole set of answers against the definition by which they were asked.

An answer is an item `{"value": …}`, on a written answer with `"quotable": true` if the respondent allows it, or
`{"declined": reason}`. Every question that was shown has an item, and no other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from instruments import messages
from instruments.definition.model import MAX_QUESTIONS, Definition
from instruments.routing import visible
from instruments.types.base import InvalidAnswerError
from instruments.types.registry import question_types

LONGEST_ORDER = 2 * MAX_QUESTIONS


class Decline(StrEnum):
    """Why there is no answer. Each is stored as itself, never as a missing answer."""

    DONT_KNOW = "dont_know"
    RATHER_NOT = "rather_not"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """One fault in a set of answers.

    pointer: where, as a JSON pointer (RFC 6901) into the message, `/answers/kamer/value`. code: for programs.
    message: an English sentence with %(name)s places, to be translated first. params: what fills them.
    """

    pointer: str
    code: str
    message: str
    params: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.params


def validate_answers(
    definition: Definition, answers: object, *, order_shown: Sequence[str] | None = None
) -> list[AnswerFault]:
    """Give everything that is wrong with these answers; an empty list when they can be stored.

    order_shown: keys of the questions that were on screen, in order; without it every question that routing shows.
    """
    if not isinstance(answers, Mapping):
        return [AnswerFault("/answers", "wrong_type", messages.NOT_AN_OBJECT)]
    return [
        *_order_faults(definition, order_shown or ()),
        *_key_faults(definition, answers, order_shown),
        *_item_faults(definition, answers),
    ]


def clean_answers(definition: Definition, answers: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Give valid answers, as `validate_answers` found them, as they are to be stored: in the order of the questions."""
    return {
        question.key: _clean_item(definition, question.key, answers[question.key])
        for question in definition.questions
        if question.key in answers
    }


def _clean_item(definition: Definition, key: str, item: Mapping[str, Any]) -> dict[str, Any]:
    question = definition.question(key)
    question_type = question_types().get(question.type)
    if "value" not in item or not question_type.tidies:
        return dict(item)
    return {**item, "value": question_type.validate(definition, question, item["value"])}


def _order_faults(definition: Definition, order_shown: Sequence[str]) -> Iterator[AnswerFault]:
    if len(order_shown) > LONGEST_ORDER:
        yield AnswerFault("/order_shown", "too_long", messages.TOO_MANY, {"limit": LONGEST_ORDER})
        return
    for place, key in enumerate(order_shown):
        if key not in definition.question_keys:
            yield AnswerFault(f"/order_shown/{place}", "unknown_question", messages.UNKNOWN_QUESTION)
        elif key in order_shown[:place]:
            yield AnswerFault(f"/order_shown/{place}", "shown_twice", messages.SHOWN_TWICE)


def _key_faults(
    definition: Definition, answers: Mapping[str, Any], order_shown: Sequence[str] | None
) -> Iterator[AnswerFault]:
    """Compare the keys with what was shown. A question that an answer given later hid again needs no item."""
    shown = [key for key in visible(definition, answers) if order_shown is None or key in order_shown]
    for key in shown:
        if key not in answers:
            yield AnswerFault(_pointer(key), "missing", messages.MISSING)
    for key in answers:
        if key not in definition.question_keys:
            yield AnswerFault(_pointer(key), "unknown_question", messages.UNKNOWN_QUESTION)
        elif key not in shown:
            yield AnswerFault(_pointer(key), "not_shown", messages.NOT_SHOWN)


def _item_faults(definition: Definition, answers: Mapping[str, Any]) -> Iterator[AnswerFault]:
    for key in definition.question_keys:
        if key in answers:
            yield from _faults_of(definition, key, answers[key])


def _faults_of(definition: Definition, key: str, item: object) -> Iterator[AnswerFault]:
    if not isinstance(item, Mapping) or ("value" in item) is ("declined" in item):
        yield AnswerFault(_pointer(key), "wrong_type", messages.WRONG_ITEM)
        return
    for name in item:
        if name not in {"value", "declined", "quotable"}:
            yield AnswerFault(_pointer(key, name), "unknown_key", messages.UNKNOWN_KEY)
    yield from _declined_faults(key, item) if "declined" in item else _value_faults(definition, key, item["value"])
    if "quotable" in item:
        yield from _quotable_faults(definition, key, item)


def _declined_faults(key: str, item: Mapping[str, Any]) -> Iterator[AnswerFault]:
    reasons = [reason.value for reason in Decline]
    if item["declined"] not in reasons:
        params = {"codes": ", ".join(reasons)}
        yield AnswerFault(_pointer(key, "declined"), "unknown_code", messages.WRONG_DECLINE, params)


def _value_faults(definition: Definition, key: str, value: object) -> Iterator[AnswerFault]:
    question = definition.question(key)
    try:
        question_types().get(question.type).validate(definition, question, value)
    except InvalidAnswerError as error:
        yield AnswerFault(_pointer(key, "value", *error.path), error.code, error.message, error.params)


def _quotable_faults(definition: Definition, key: str, item: Mapping[str, Any]) -> Iterator[AnswerFault]:
    question_type = question_types().get(definition.question(key).type)
    if not question_type.quotable or "declined" in item:
        yield AnswerFault(_pointer(key, "quotable"), "not_quotable", messages.NOT_QUOTABLE)
    elif not isinstance(item["quotable"], bool):
        yield AnswerFault(_pointer(key, "quotable"), "wrong_type", messages.WRONG_TYPE)


def _pointer(*steps: str) -> str:
    escaped = (step.replace("~", "~0").replace("/", "~1") for step in steps)
    return "/answers/" + "/".join(escaped)
