"""An answer in the respondent's own words."""

from instruments.definition.model import Definition, Question
from instruments.types.base import QuestionType
from instruments.types.shape import Shape
from instruments.types.words import clean_words


class Text(QuestionType):
    """Own words, kept literally but for blanks around them."""

    name = "text"
    shape = Shape.WORDS
    default_style = "writing"
    quotable = True
    tidies = True
    max_length = 4_000

    def validate(self, definition: Definition, question: Question, value: object) -> str:
        """Give the words without blanks around them. Raises InvalidAnswerError."""
        return clean_words(value, self.max_length)


plugin = Text()
