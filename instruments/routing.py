"""Which questions are shown, given what was answered so far.

The semantics are those of FHIR's `enableWhen`: `exists` compares whether there is an answer; `!=` holds when there is
none; the others need one. Where several answers are chosen, `=` asks for one that is equal and `!=` for none. A
declined question has no answer, and neither has a question that is not shown itself. The same rules run on the tablet;
`vectors/show_when.json` keeps the two alike.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeGuard

from instruments.definition.model import Condition, Definition, Operator, Question

Answers = Mapping[str, Any]
"""Items by question key: `{"value": …}` or `{"declined": reason}`. Anything else counts as no answer."""

_ORDER: dict[Operator, Callable[[float, float], bool]] = {
    Operator.GREATER: operator.gt,
    Operator.LESS: operator.lt,
    Operator.AT_LEAST: operator.ge,
    Operator.AT_MOST: operator.le,
}


def visible(definition: Definition, answers: Answers) -> tuple[str, ...]:
    """Give the keys of the questions that are shown, in order. Never raises, whatever `answers` holds."""
    return visible_among(definition.questions, answers)


def visible_among(questions: Sequence[Question], answers: Answers) -> tuple[str, ...]:
    """Give the keys of those among these questions, in order, that are shown."""
    shown: dict[str, Any] = {}
    for question in questions:
        if _is_shown(question, shown):
            shown[question.key] = answers.get(question.key)
    return tuple(shown)


def _is_shown(question: Question, shown: Answers) -> bool:
    if not question.show_when:
        return True
    combine = all if question.enable_behavior == "all" else any
    return combine(holds(condition, shown.get(condition.question)) for condition in question.show_when)


def holds(condition: Condition, item: object) -> bool:
    """Whether a condition is met by what was given to its question; anything but an item counts as no answer."""
    value = item.get("value") if isinstance(item, Mapping) else None
    if condition.operator is Operator.EXISTS:
        return (value is not None) is condition.answer
    if condition.operator is Operator.EQUAL:
        return _is_among(value, condition.answer)
    if condition.operator is Operator.NOT_EQUAL:
        return not _is_among(value, condition.answer)
    return _is_number(value) and _is_number(condition.answer) and _ORDER[condition.operator](value, condition.answer)


def _is_among(value: object, answer: object) -> bool:
    """Whether the value is the answer, or one of several chosen answers is."""
    return any(_same(one, answer) for one in value) if isinstance(value, list) else _same(value, answer)


def _same(value: object, answer: object) -> bool:
    """Equal and of one kind: JSON's true is not 1, and "1" is not 1."""
    return value == answer and isinstance(value, bool) is isinstance(answer, bool)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
