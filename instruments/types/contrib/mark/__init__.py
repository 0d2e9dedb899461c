"""A mark from 1 to 10, as schools give it."""

from instruments.definition.model import Definition, Point, Question
from instruments.definition.texts import Labels
from instruments.types.base import CodedType

MARKS = range(1, 11)


class Mark(CodedType):
    """A whole number from 1 to 10."""

    name = "mark"
    default_style = "digits"
    shows_hint = True

    def options(self, definition: Definition, question: Question) -> tuple[Point, ...]:
        """Ten marks; a digit reads the same in every language."""
        return tuple(Point(code=mark, labels=Labels(dict.fromkeys(definition.languages, str(mark)))) for mark in MARKS)


plugin = Mark()
