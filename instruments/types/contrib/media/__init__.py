"""Something to see or hear instead of words: a photo, a drawing or a recording.

The answer only names the file; where it is kept is not known here. A picture or a voice shows who it is of, so a round
asks it only by name.
"""

from collections.abc import Iterator, Mapping
from uuid import UUID

from instruments.definition.faults import Problem
from instruments.definition.model import Definition, Question
from instruments.messages import WRONG_TYPE
from instruments.types.base import InvalidAnswerError, QuestionType
from instruments.types.shape import Shape


class Media(QuestionType):
    """`{"media": id}`, the id being a UUID."""

    name = "media"
    shape = Shape.FILE
    default_style = "capturing"
    uses = frozenset({"media"})
    needs_names = True
    tidies = True

    def validate(self, definition: Definition, question: Question, value: object) -> dict[str, str]:
        """Give the id in its usual writing. Raises InvalidAnswerError."""
        if not isinstance(value, Mapping) or set(value) != {"media"} or not isinstance(value["media"], str):
            raise InvalidAnswerError("wrong_type", WRONG_TYPE)
        try:
            return {"media": str(UUID(value["media"]))}
        except ValueError as error:
            raise InvalidAnswerError("wrong_type", WRONG_TYPE, path=("media",)) from error

    def problems(self, definition: Definition, question: Question) -> Iterator[Problem]:
        """Say that no kind is named, or one twice."""
        if not question.media:
            fix = "Add 'media:' with one or more of: photo, drawing, voice."
            yield Problem(("media",), "A media question needs to say what may be given.", fix)
        if len(set(question.media)) < len(question.media):
            yield Problem(("media",), "One of these stands here twice.", "Name each once.")


plugin = Media()
