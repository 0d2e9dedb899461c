"""In which sitting a question is asked: a rest is offered before the next. The tablet knows the same rule."""

from collections.abc import Iterable
from itertools import accumulate

from instruments.definition.model import Question


def sittings(questions: Iterable[Question]) -> tuple[int, ...]:
    """Give the sitting of each of these questions, which are in order, counted from 1.

    One that names no later sitting goes with those before it, as the last questions do: no sitting comes twice.
    """
    return tuple(accumulate((question.sitting for question in questions), max))
