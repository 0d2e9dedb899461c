"""One out of the question's own options."""

from collections.abc import Iterator

from instruments.definition.faults import Problem
from instruments.definition.model import Definition, Option, Question
from instruments.types.base import CodedType

FEWEST = 2


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
        codes = [option.code for option in question.options]
        if len(codes) < FEWEST:
            yield Problem(("options",), "A choice needs two options or more.", "Add options with a code and labels.")
        for place, code in enumerate(codes):
            if code in codes[:place]:
                path = ("options", place, "code")
                yield Problem(path, f"The code '{code}' stands here twice.", "Give each option its own code.")


plugin = Choice()
