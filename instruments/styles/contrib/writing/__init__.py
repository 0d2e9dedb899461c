"""A box to write in."""

from instruments.styles.base import AnswerStyle
from instruments.types.base import Choosable


class Writing(AnswerStyle):
    """Lines to write on."""

    name = "writing"
    question_types = frozenset({"text"})

    def picture(self, option: Choosable, place: int, count: int) -> None:
        """No picture: the word says it."""


plugin = Writing()
