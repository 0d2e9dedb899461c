"""Whether the conditions of a question can ever be met, and can be decided when the question's turn comes."""

from collections.abc import Iterator

from instruments.definition.faults import Problem
from instruments.definition.model import Condition, Definition, Operator, Question
from instruments.types.registry import question_types

ORDERING = frozenset({Operator.GREATER, Operator.LESS, Operator.AT_LEAST, Operator.AT_MOST})


def condition_problems(definition: Definition, question: Question) -> Iterator[Problem]:
    """Give the faults in `show_when` of one question; paths start at the question."""
    earlier = _earlier(definition, question)
    for place, condition in enumerate(question.show_when):
        path = ("show_when", place)
        if condition.question in earlier:
            yield from _answer_problems(definition, condition, (*path, "answer"))
        else:
            yield _out_of_order(definition, question, condition, (*path, "question"))


def _earlier(definition: Definition, question: Question) -> tuple[str, ...]:
    keys = definition.question_keys
    return keys[: keys.index(question.key)]


def _out_of_order(
    definition: Definition, question: Question, condition: Condition, path: tuple[str | int, ...]
) -> Problem:
    if condition.question == question.key:
        return Problem(path, "The question waits for its own answer.", "Name an earlier question.")
    if condition.question in definition.question_keys:
        message = f"'{condition.question}' comes later, so the two could wait for each other."
        return Problem(path, message, "Move it before this question, or name an earlier one.")
    return Problem(path, f"There is no question '{condition.question}'.", "Name an earlier question.")


def _answer_problems(definition: Definition, condition: Condition, path: tuple[str | int, ...]) -> Iterator[Problem]:
    answer = condition.answer
    if condition.operator is Operator.EXISTS:
        if not isinstance(answer, bool):
            yield Problem(path, "'exists' asks for true or false.", "Write 'answer: true' or 'answer: false'.")
        return
    codes = _codes(definition, condition.question)
    if condition.operator in ORDERING and type(answer) is not int:
        yield Problem(path, f"'{condition.operator}' compares numbers.", "Write a whole number without quotes.")
    elif codes is not None and not any(type(code) is type(answer) and code == answer for code in codes):
        known = ", ".join(map(str, codes))
        yield Problem(path, f"'{condition.question}' never has the answer '{answer}'.", f"Use one of: {known}.")


def _codes(definition: Definition, key: str) -> tuple[int | str, ...] | None:
    """Codes of a question; None when it has none, or when its own faults keep them from being known."""
    question = definition.question(key)
    types = question_types()
    if question.type not in types or any(types.get(question.type).problems(definition, question)):
        return None
    return types.get(question.type).codes(definition, question)
