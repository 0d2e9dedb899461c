"""Answers as respondents give them, for hypothesis: each follows the routing of the instrument."""

from typing import Any

from hypothesis import strategies as st

from instruments.answers import Decline
from instruments.definition.model import Definition
from instruments.questions import codes_of
from instruments.routing import visible

DECLINES = st.sampled_from([{"declined": reason.value} for reason in Decline])
OWN_WORDS = st.text("abc é\n\U0001f600ء", min_size=1, max_size=30).filter(lambda words: words.strip())


def items(definition: Definition, key: str) -> st.SearchStrategy[dict[str, Any]]:
    """Give every item that fits a question: its answers and the three ways to decline."""
    codes = codes_of(definition, key)
    if codes is not None:
        return st.fixed_dictionaries({"value": st.sampled_from(codes)}) | DECLINES
    return st.fixed_dictionaries({"value": OWN_WORDS}, optional={"quotable": st.booleans()}) | DECLINES


@st.composite
def respondents(draw: st.DrawFn, definition: Definition) -> dict[str, Any]:
    """Give the answers of somebody who reads each question that is shown and does something with it."""
    answers: dict[str, Any] = {}
    for key in definition.question_keys:
        if key in visible(definition, answers):
            answers[key] = draw(items(definition, key))
    return answers
