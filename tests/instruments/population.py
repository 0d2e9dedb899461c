"""Answers as respondents give them, for hypothesis: each follows the routing of the instrument."""

from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from instruments.answers import Decline
from instruments.definition.model import Definition
from instruments.routing import visible
from instruments.types.registry import question_types
from instruments.types.shape import Shape

DECLINES = st.sampled_from([{"declined": reason.value} for reason in Decline])
OWN_WORDS = st.text("abc é\n\U0001f600ء", min_size=1, max_size=30).filter(lambda words: words.strip())


def values(definition: Definition, key: str) -> list[Any]:
    """Give answers that lead different ways: each code alone, or one answer of the question's shape."""
    question = definition.question(key)
    question_type = question_types().get(question.type)
    codes = question_type.codes(definition, question) or ()
    match question_type.shape:
        case Shape.ONE:
            return list(codes)
        case Shape.SEVERAL:
            return [[code] for code in codes]
        case Shape.RECORD:
            fields = {Shape.WORDS: "Eigen woorden", Shape.SEVERAL: [*codes[:1]], Shape.DAY: "2030-02-01"}
            return [{part.name: fields[part.shape] for part in question_type.parts}]
        case Shape.ROWS:
            rows = question_type.rows(definition, question)
            return [{row.id: code for row in rows} for code in codes] if rows else []
        case Shape.FILE:
            return [{"media": str(UUID(int=1, version=4))}]
    return ["Eigen woorden"]


def items(definition: Definition, key: str) -> st.SearchStrategy[dict[str, Any]]:
    """Give every item that fits a question: its answers and the three ways to decline."""
    if question_types().get(definition.question(key).type).shape is Shape.WORDS:
        return st.fixed_dictionaries({"value": OWN_WORDS}, optional={"quotable": st.booleans()}) | DECLINES
    known = values(definition, key)
    return st.fixed_dictionaries({"value": st.sampled_from(known)}) | DECLINES if known else DECLINES


@st.composite
def respondents(draw: st.DrawFn, definition: Definition) -> dict[str, Any]:
    """Give the answers of somebody who reads each question that is shown and does something with it."""
    answers: dict[str, Any] = {}
    for key in definition.question_keys:
        if key in visible(definition, answers):
            answers[key] = draw(items(definition, key))
    return answers
