"""Styles with a row of five drawings, of which every number of points takes its own."""

from typing import ClassVar

from instruments.definition.answering import Point
from instruments.styles.base import AnswerStyle
from instruments.types.base import Choosable

PLACES = {2: (2, 4), 3: (2, 3, 4), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
"""Which of the drawings 1 (the negative end) to 5 stand beside the points of a scale, by their number. A word that two
scales share has the same drawing in both."""


class DrawnScale(AnswerStyle):
    """A drawing and a word for each point of a scale."""

    drawing: ClassVar[str]
    """Name of the row: its drawings are `<name>-1` to `<name>-5`."""

    def picture(self, option: Choosable, place: int, count: int) -> str | None:
        """The answer's own picture, else the drawing for its place on a scale."""
        on_a_scale = isinstance(option, Point) and count in PLACES
        return option.picture or (f"{self.drawing}-{PLACES[count][place]}" if on_a_scale else None)


class Wordy(AnswerStyle):
    """Words alone: no picture beside an answer."""

    def picture(self, option: Choosable, place: int, count: int) -> None:
        """No picture: the word says it."""
