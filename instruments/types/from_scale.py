"""What the types share that ask for a point of a scale, or for options of the question itself."""

from collections.abc import Iterator

from instruments.definition.faults import Problem
from instruments.definition.model import Code, Definition, Point, Question

FEWEST = 2


def points(definition: Definition, question: Question) -> tuple[Point, ...]:
    """Points of the question's scale, from the negative to the positive end."""
    return definition.scale(question.scale).points


def points_accepted(definition: Definition, question: Question) -> tuple[Code, ...]:
    """Codes of every scale that may be asked. Projecting a definition on a person's profile leaves one of them."""
    scales = map(definition.scale, (question.scale, *question.other_scales))
    return tuple(point.code for scale in scales for point in scale.points)


def scale_problems(definition: Definition, question: Question) -> Iterator[Problem]:
    """Say that the scale is missing, or is not one of the definition's."""
    known = ", ".join(scale.key for scale in definition.scales) or "none yet"
    if question.scale is None:
        yield Problem(("scale",), f"A {question.type} question needs a scale.", f"Add 'scale:' with one of: {known}.")
    elif question.scale not in {scale.key for scale in definition.scales}:
        yield Problem(("scale",), f"There is no scale '{question.scale}'.", f"Add it to 'scales', or use: {known}.")


def option_problems(question: Question, fewest: int = FEWEST) -> Iterator[Problem]:
    """Say that there is nothing to choose, or that two options share a code."""
    codes = [option.code for option in question.options]
    if len(codes) < fewest:
        message = f"A question of type '{question.type}' needs {_many(fewest)} or more."
        yield Problem(("options",), message, "Add options with a code and labels.")
    for place, code in enumerate(codes):
        if code in codes[:place]:
            path = ("options", place, "code")
            yield Problem(path, f"The code '{code}' stands here twice.", "Give each option its own code.")


def _many(number: int) -> str:
    return "one option" if number == 1 else "two options"
