"""A judgement on one of the definition's scales; the value is the code of a point."""

from collections.abc import Iterator

from instruments.definition.faults import Problem
from instruments.definition.model import Definition, Point, Question
from instruments.types.base import CodedType


class Scale(CodedType):
    """One point of a scale."""

    name = "scale"
    default_style = "faces"
    uses = frozenset({"scale"})

    def options(self, definition: Definition, question: Question) -> tuple[Point, ...]:
        """Points of the scale, from the negative to the positive end."""
        return definition.scale(question.scale).points

    def problems(self, definition: Definition, question: Question) -> Iterator[Problem]:
        """Say that the scale is missing, or is not one of the definition's."""
        known = ", ".join(scale.key for scale in definition.scales) or "none yet"
        if question.scale is None:
            yield Problem(("scale",), "A scale question needs a scale.", f"Add 'scale:' with one of: {known}.")
        elif question.scale not in {scale.key for scale in definition.scales}:
            yield Problem(("scale",), f"There is no scale '{question.scale}'.", f"Add it to 'scales', or use: {known}.")


plugin = Scale()
