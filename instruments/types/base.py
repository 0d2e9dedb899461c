"""The contract of a question type.

A question type SHALL have a name that never changes, a default style, and `validate`. It SHOULD give its answers in
`options` when they can be counted, and MAY look for faults in a definition in `problems`. It SHALL NOT know who is
asked or where answers are kept. Declining is not its business: every question of every type may be declined.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import ClassVar

from instruments.definition.faults import Problem
from instruments.definition.model import Code, Definition, Option, Point, Question
from instruments.messages import WRONG_CODE, WRONG_TYPE

Choosable = Point | Option
Value = int | str


class InvalidAnswerError(ValueError):
    """A value that is no answer to this question.

    code: for programs. message: an English sentence with %(name)s places, to be translated. params: what fills them.
    """

    def __init__(self, code: str, message: str, params: Mapping[str, str | int] | None = None) -> None:
        """Keep the parts, so that the caller can translate before it fills in."""
        super().__init__(code)
        self.code = code
        self.message = message
        self.params = params or {}


class QuestionType(ABC):
    """What may be asked, and what an answer to it is."""

    name: ClassVar[str]
    default_style: ClassVar[str]
    uses: ClassVar[frozenset[str]] = frozenset()
    """Which of `scale` and `options` a question of this type may have."""
    asks_change: ClassVar[bool] = False
    """Whether the answer says `keep` or `change` about a domain."""
    quotable: ClassVar[bool] = False
    """Whether the respondent may allow the literal words to be quoted."""
    tidies: ClassVar[bool] = False
    """Whether the stored value may differ from the given one; else a valid value is stored as it came."""
    max_length: ClassVar[int | None] = None
    """Longest answer in characters; None when the answer is not written."""

    @abstractmethod
    def validate(self, definition: Definition, question: Question, value: object) -> Value:
        """Give the value as it is to be stored. Raises InvalidAnswerError."""

    def options(self, definition: Definition, question: Question) -> tuple[Choosable, ...]:
        """Answers to choose from, in order; empty when the answer is written."""
        return ()

    def codes(self, definition: Definition, question: Question) -> tuple[Code, ...] | None:
        """Stored codes in order, for counting; None when answers cannot be counted."""
        return tuple(option.code for option in self.options(definition, question)) or None

    def problems(self, definition: Definition, question: Question) -> Iterator[Problem]:
        """What a definition says about this question that its type does not allow; paths start at the question."""
        yield from ()


class CodedType(QuestionType):
    """Base of the types whose answer is one code out of `options`."""

    def validate(self, definition: Definition, question: Question, value: object) -> Value:
        """Give the code. Raises InvalidAnswerError when it is no code, or not one of this question."""
        codes = self.codes(definition, question) or ()
        if not isinstance(value, int | str) or type(value) is not type(codes[0]):
            raise InvalidAnswerError("wrong_type", WRONG_TYPE)
        if value not in codes:
            raise InvalidAnswerError("unknown_code", WRONG_CODE, {"codes": ", ".join(map(str, codes))})
        return value
