"""What is going to happen: what, who does it (also the client's own part), and when."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from instruments.definition.faults import Problem
from instruments.definition.model import Definition, Option, Question
from instruments.messages import NO_WHAT, NO_WHO, UNKNOWN_KEY, WRONG_DAY, WRONG_TYPE
from instruments.types.base import InvalidAnswerError, QuestionType
from instruments.types.from_scale import option_problems
from instruments.types.several import several_codes
from instruments.types.shape import Part, Shape
from instruments.types.words import clean_words

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Agreement(QuestionType):
    """`what` in own words, `who` as codes of the options, `when` as a day or None."""

    name = "agreement"
    shape = Shape.RECORD
    default_style = "writing"
    uses = frozenset({"options"})
    parts = (
        Part("what", Shape.WORDS, max_length=1_000),
        Part("who", Shape.SEVERAL),
        Part("when", Shape.DAY, optional=True),
    )
    makes_agreement = True
    needs_names = True  # an agreement that nobody may know of could never be kept
    tidies = True

    def validate(self, definition: Definition, question: Question, value: object) -> dict[str, Any]:
        """Give all three; `when` may be left out. Raises InvalidAnswerError, which points at the part that is wrong."""
        if not isinstance(value, Mapping):
            raise InvalidAnswerError("wrong_type", WRONG_TYPE)
        what, _who, _when = self.parts
        for name in value:
            if name not in {part.name for part in self.parts}:
                raise InvalidAnswerError("unknown_key", UNKNOWN_KEY, path=(str(name),))
        return {
            "what": clean_words(_given(value, "what", NO_WHAT), what.max_length or 0, "what"),
            "who": several_codes(question.options, _given(value, "who", NO_WHO), "who"),
            "when": _day(value.get("when"), "when"),
        }

    def options(self, definition: Definition, question: Question) -> tuple[Option, ...]:
        """Who can do it, in the order of the definition."""
        return question.options

    def problems(self, definition: Definition, question: Question) -> Iterator[Problem]:
        """Say that nobody can do it, that two share a code, or that a form could not tell two questions apart."""
        yield from option_problems(question, fewest=1)
        for part in self.parts:
            if f"{question.key}-{part.name}" in definition.question_keys:
                message = f"The '{part.name}' of this question has the same name as '{question.key}-{part.name}'."
                yield Problem(("key",), message, "Give one of the two another key.")


def _given(value: Mapping[str, Any], name: str, missing: str) -> object:
    given = value.get(name)
    if given in (None, "", []) or (isinstance(given, str) and not given.strip()):
        raise InvalidAnswerError("empty", missing, path=(name,))
    return given


def _day(value: object, *path: str) -> str | None:
    if value is None:
        return None
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value).isoformat()
    except ValueError:  # such as the 30th of February
        pass
    raise InvalidAnswerError("wrong_day", WRONG_DAY, path=path)


plugin = Agreement()
