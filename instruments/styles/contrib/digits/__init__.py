"""Digits in a row."""

from instruments.styles.base import AnswerStyle
from instruments.types.base import Choosable


class Digits(AnswerStyle):
    """A digit for each mark."""

    name = "digits"
    question_types = frozenset({"mark"})

    def picture(self, option: Choosable, place: int, count: int) -> None:
        """No picture: the word says it."""


plugin = Digits()
