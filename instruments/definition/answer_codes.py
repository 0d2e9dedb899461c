"""What may be answered to a question, on any of the scales with which it can be asked."""

from collections.abc import Sequence

from instruments.definition.model import Code, Definition, Question
from instruments.types.base import InvalidAnswerError
from instruments.types.registry import question_types
from instruments.types.shape import Shape


def code_sets(definition: Definition, question: Question) -> list[tuple[Code, ...]]:
    """Give the codes in order, a set for each scale that the person's profile may choose; empty for own words.

    The question's type and scales must be known.
    """
    codes = question_types().get(question.type).codes(definition, question)
    if codes is None:
        return []
    others = (definition.scale(key) for key in question.other_scales)
    return [codes, *(tuple(point.code for point in scale.points) for scale in others)]


def is_judged(definition: Definition, question: Question) -> bool:
    """Whether the answer is a number on a scale or a mark."""
    return any(type(code) is int for codes in code_sets(definition, question) for code in codes)


def possible_values(definition: Definition, question: Question, mentioned: Sequence[Code | bool]) -> list[object]:
    """Give answers that stand for all others: each code, all that is `mentioned` together, and own words.

    Two answers that no condition tells apart lead to the same questions, so one of them is enough.
    """
    codes = [code for codes in code_sets(definition, question) for code in codes]
    match question_types().get(question.type).shape:
        case Shape.ONE:
            return list(codes)
        case Shape.SEVERAL:
            together = list(dict.fromkeys(mentioned))
            joined = [together] if len(together) > 1 and _accepts(definition, question, together) else []
            return [*joined, *([code] for code in codes)]
        case Shape.WORDS:
            return ["own words", *(answer for answer in mentioned if isinstance(answer, str))]
        case _:
            # Only whether there is an answer can be asked of the others.
            return ["an answer"]


def _accepts(definition: Definition, question: Question, value: object) -> bool:
    """A type may refuse codes together, such as one that goes with no other."""
    try:
        question_types().get(question.type).validate(definition, question, value)
    except InvalidAnswerError:
        return False
    return True
