"""An answer in the respondent's own words."""

import re

from instruments.definition.model import Definition, Question
from instruments.messages import EMPTY, TOO_LONG, UNSTORABLE, WRONG_TYPE
from instruments.types.base import InvalidAnswerError, QuestionType

# PostgreSQL's JSONB refuses both, and a lone surrogate is not a character.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Text(QuestionType):
    """Own words, kept literally but for blanks around them."""

    name = "text"
    default_style = "writing"
    quotable = True
    tidies = True
    max_length = 4_000

    def validate(self, definition: Definition, question: Question, value: object) -> str:
        """Give the words without blanks around them. Raises InvalidAnswerError."""
        if not isinstance(value, str):
            raise InvalidAnswerError("wrong_type", WRONG_TYPE)
        if _UNSTORABLE.search(value):
            raise InvalidAnswerError("unstorable", UNSTORABLE)
        words = value.strip()
        if not words:
            raise InvalidAnswerError("empty", EMPTY)
        if len(words) > self.max_length:
            raise InvalidAnswerError("too_long", TOO_LONG, {"limit": self.max_length})
        return words


plugin = Text()
