"""Whether the conditions of a question can ever be met, and can be decided when the question's turn comes."""

from collections import deque
from collections.abc import Iterator, Mapping

from instruments.definition.answer_codes import code_sets
from instruments.definition.faults import Path, Problem
from instruments.definition.model import Code, Condition, Definition, Operator, Question
from instruments.types.registry import question_types
from instruments.types.shape import Shape

ORDERING = frozenset({Operator.GREATER, Operator.LESS, Operator.AT_LEAST, Operator.AT_MOST})

COMPARABLE = frozenset({Shape.ONE, Shape.SEVERAL, Shape.WORDS})


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


def _out_of_order(definition: Definition, question: Question, condition: Condition, path: Path) -> Problem:
    if condition.question == question.key:
        message = f"The question waits for its own answer: {question.key} → {question.key}."
        return Problem(path, message, "Name an earlier question.")
    if condition.question not in definition.question_keys:
        return Problem(path, f"There is no question '{condition.question}'.", "Name an earlier question.")
    if loop := _loop(definition, question.key, condition.question):
        message = f"These questions wait for each other: {' → '.join(loop)}."
        return Problem(path, message, "Take one of the conditions out.")
    message = f"'{condition.question}' comes later, so its answer is not known yet."
    return Problem(path, message, "Move it before this question, or name an earlier one.")


def _loop(definition: Definition, start: str, first: str) -> list[str]:
    """The shortest way from a question over what it waits for back to itself; empty when there is none."""
    came_from = {first: start}
    waiting = deque([first])
    while waiting:
        key = waiting.popleft()
        if key == start:
            return _way(came_from, start)
        for condition in definition.by_key[key].show_when:
            if condition.question in definition.by_key and condition.question not in came_from:
                came_from[condition.question] = key
                waiting.append(condition.question)
    return []


def _way(came_from: Mapping[str, str], start: str) -> list[str]:
    way = [start, came_from[start]]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]


def _answer_problems(definition: Definition, condition: Condition, path: Path) -> Iterator[Problem]:
    answer = condition.answer
    if condition.operator is Operator.EXISTS:
        if not isinstance(answer, bool):
            yield Problem(path, "'exists' asks for true or false.", "Write 'answer: true' or 'answer: false'.")
        return
    source = definition.question(condition.question)
    codes = _codes(definition, source)
    if source.type in question_types() and question_types().get(source.type).shape not in COMPARABLE:
        message = f"The answer to '{source.key}' cannot be compared."
        yield Problem(path, message, "Write 'operator: exists' and 'answer: true'.")
    elif condition.operator in ORDERING and type(answer) is not int:
        yield Problem(path, f"'{condition.operator}' compares numbers.", "Write a whole number without quotes.")
    elif condition.operator in ORDERING and source.other_scales:
        message = f"'{source.key}' is asked on several scales, whose codes have no order together."
        yield Problem(path, message, "Name the codes one by one with '=' and 'enable_behavior: any'.")
    elif codes and not any(type(code) is type(answer) and code == answer for code in codes):
        known = ", ".join(map(str, codes))
        yield Problem(path, f"'{condition.question}' never has the answer '{answer}'.", f"Use one of: {known}.")


def _codes(definition: Definition, question: Question) -> list[Code]:
    """Codes of a question; empty when it has none, or when its own faults keep them from being known."""
    types = question_types()
    scales = {scale.key for scale in definition.scales}
    if question.type not in types or not scales.issuperset(question.other_scales):
        return []
    if any(types.get(question.type).problems(definition, question)):
        return []
    return [code for codes in code_sets(definition, question) for code in codes]
