"""One out of the question's own options."""

from collections.abc import Iterator

from instruments.definition.faults import Problem
from instruments.definition.model import Definition, Option, Question
from instruments.types.base import CodedType
from instruments.types.from_scale import option_problems


class Choice(CodedType):
    """One option; the value is its code."""

    name = "choice"
    default_style = "buttons"
    uses = frozenset({"options"})

    def options(self, definition: Definition, question: Question) -> tuple[Option, ...]:
        """The options in the order of the definition."""
        return question.options

    def problems(self, definition: Definition, question: Question) -> Iterator[Problem]:
        """Say that there is nothing to choose, or that two options share a code."""
        yield from option_problems(question)


plugin = Choice()
