"""What can be counted of an instrument: one measure per question and scale, so that unlike scales are never pooled."""

from collections.abc import Iterator
from dataclasses import dataclass

from instruments.definition.model import Code, Definition, Question
from instruments.types.base import Choosable, Shape
from instruments.types.registry import question_types


@dataclass(frozen=True, slots=True)
class Measure:
    """A question on one scale, or a question with options of its own.

    key: name of the measure; the question's own key, and for another scale than its first `kamer@oordeel-3`.
    scale: key of the scale; None for a mark or a choice. options: the answers in order.
    """

    key: str
    question: Question
    scale: str | None
    options: tuple[Choosable, ...]

    @property
    def codes(self) -> tuple[Code, ...]:
        """Stored codes, in order."""
        return tuple(option.code for option in self.options)

    @property
    def numbered(self) -> bool:
        """Whether the codes are numbers in an order, so that within this measure a mean can be taken."""
        return all(isinstance(code, int) for code in self.codes)


def measures(definition: Definition) -> tuple[Measure, ...]:
    """Give all measures of a definition, in the order in which they are asked. Own words are not counted."""
    return tuple(measure for question in definition.questions for measure in _of(definition, question))


def _of(definition: Definition, question: Question) -> Iterator[Measure]:
    question_type = question_types().get(question.type)
    if question_type.shape is not Shape.ONE:
        return
    yield Measure(question.key, question, question.scale, question_type.options(definition, question))
    for key in question.other_scales:
        yield Measure(f"{question.key}@{key}", question, key, definition.scale(key).points)
