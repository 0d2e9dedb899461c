"""A judgement on one of the definition's scales; the value is the code of a point."""

from collections.abc import Iterator

from instruments.definition.faults import Problem
from instruments.definition.model import Code, Definition, Point, Question
from instruments.types.base import CodedType
from instruments.types.from_scale import points, points_accepted, scale_problems


class Scale(CodedType):
    """One point of a scale."""

    name = "scale"
    default_style = "faces"
    uses = frozenset({"scale"})

    def options(self, definition: Definition, question: Question) -> tuple[Point, ...]:
        """Points of the scale, from the negative to the positive end."""
        return points(definition, question)

    def accepted(self, definition: Definition, question: Question) -> tuple[Code, ...]:
        """Codes of every scale that may be asked; of one, once the definition is projected."""
        return points_accepted(definition, question)

    def problems(self, definition: Definition, question: Question) -> Iterator[Problem]:
        """Say that the scale is missing, or is not one of the definition's."""
        yield from scale_problems(definition, question)


plugin = Scale()
