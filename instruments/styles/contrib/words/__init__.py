"""Words with bars, for adults who find faces childish."""

from instruments.styles.base import AnswerStyle
from instruments.types.base import Choosable


class Words(AnswerStyle):
    """A word and a bar for each point."""

    name = "words"
    question_types = frozenset({"scale"})

    def picture(self, option: Choosable, place: int, count: int) -> None:
        """No picture: the word says it."""


plugin = Words()
