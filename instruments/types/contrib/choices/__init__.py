"""Several out of the question's own options, such as the subjects somebody wants to speak about."""

from collections.abc import Iterator

from instruments.definition.faults import Problem
from instruments.definition.model import Definition, Option, Question
from instruments.types.base import QuestionType
from instruments.types.from_scale import option_problems
from instruments.types.several import several_codes
from instruments.types.shape import Shape


class Choices(QuestionType):
    """One or more options; the value is the list of their codes, in the order of the options."""

    name = "choices"
    shape = Shape.SEVERAL
    default_style = "buttons"
    uses = frozenset({"options"})
    tidies = True

    def validate(self, definition: Definition, question: Question, value: object) -> list[str]:
        """Give the codes in the order of the options.

        Raises InvalidAnswerError when there are none, one stands twice, or one that goes with no other has company.
        """
        return several_codes(question.options, value)

    def options(self, definition: Definition, question: Question) -> tuple[Option, ...]:
        """The options in the order of the definition."""
        return question.options

    def problems(self, definition: Definition, question: Question) -> Iterator[Problem]:
        """Say that there is nothing to choose, or that two options share a code."""
        yield from option_problems(question)


plugin = Choices()
