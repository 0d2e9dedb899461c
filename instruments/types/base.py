"""The contract of a question type.

A question type SHALL have a name that never changes, a shape, a default style, and `validate`. It SHOULD give its
answers in `options` when they can be chosen, its rows in `rows` and its fields in `parts` when its shape has them, and
MAY look for faults in a definition in `problems`. What people write themselves is sealed where it is kept: when a value
holds such words anywhere but where its shape says WORDS, the type SHALL say where in `with_words`. It SHALL NOT know
who is asked or where answers are kept. Declining is not its business: every question of every type may be declined.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from instruments.definition.faults import Problem
from instruments.definition.model import Code, Definition, Option, Point, Question
from instruments.messages import WRONG_CODE, WRONG_TYPE
from instruments.types.shape import Part, Row, Shape, Value

__all__ = [
    "Choosable",
    "CodedType",
    "InvalidAnswerError",
    "Part",
    "QuestionType",
    "Row",
    "Shape",
    "Value",
    "accepted_code",
]

Choosable = Point | Option


class InvalidAnswerError(ValueError):
    """A value that is no answer to this question.

    code: for programs. message: an English sentence with %(name)s places, to be translated. params: what fills them.
    path: where in the value, from outside in; empty for all of it.
    """

    def __init__(
        self, code: str, message: str, params: Mapping[str, str | int] | None = None, path: tuple[str, ...] = ()
    ) -> None:
        """Keep the parts, so that the caller can translate before it fills in."""
        super().__init__(code)
        self.code = code
        self.message = message
        self.params = params or {}
        self.path = path


class QuestionType(ABC):
    """What may be asked, and what an answer to it is."""

    name: ClassVar[str]
    shape: ClassVar[Shape]
    default_style: ClassVar[str]
    uses: ClassVar[frozenset[str]] = frozenset()
    """Which of `scale` and `options` a question of this type may have."""
    parts: ClassVar[tuple[Part, ...]] = ()
    """Fields of a RECORD, in the order in which they are asked."""
    asks_change: ClassVar[bool] = False
    """Whether the answer says `keep` or `change` about a domain."""
    needs_goals: ClassVar[bool] = False
    """Whether it is asked only of a client who has goals."""
    needs_names: ClassVar[bool] = False
    """Whether it is asked only where answers are kept by name."""
    makes_agreement: ClassVar[bool] = False
    """Whether the answer is a RECORD of `what`, `who` and `when`: something that is going to happen."""
    quotable: ClassVar[bool] = False
    """Whether the respondent may allow the literal words to be quoted."""
    tidies: ClassVar[bool] = False
    """Whether the stored value may differ from the given one; else a valid value is stored as it came."""
    shows_hint: ClassVar[bool] = False
    """Whether its templates show the hint with the answers, so that it does not stand above them as well."""
    max_length: ClassVar[int | None] = None
    """Longest answer in characters; None when the answer is not written."""

    @abstractmethod
    def validate(self, definition: Definition, question: Question, value: object) -> Value:
        """Give the value as it is to be stored. Raises InvalidAnswerError."""

    def options(self, definition: Definition, question: Question) -> tuple[Choosable, ...]:
        """Answers to choose from, in order; empty when the answer is written."""
        return ()

    def rows(self, definition: Definition, question: Question) -> tuple[Row, ...]:
        """What the options are asked about one by one; empty when they are asked once."""
        return ()

    def codes(self, definition: Definition, question: Question) -> tuple[Code, ...] | None:
        """Stored codes in order; None when there is nothing to choose."""
        return tuple(option.code for option in self.options(definition, question)) or None

    def accepted(self, definition: Definition, question: Question) -> tuple[Code, ...]:
        """Codes that `validate` takes: more than `codes` while it is open which scale suits the person."""
        return self.codes(definition, question) or ()

    def with_words(self, value: Value, change: Callable[[str], str]) -> Value:
        """Give a valid value with `change` applied to each text in it that somebody wrote themselves.

        All else stays as it is: codes, ids and days are counted and looked up.
        """
        if self.shape is Shape.WORDS and isinstance(value, str):
            return change(value)
        if self.shape is Shape.RECORD and isinstance(value, dict):
            written = {part.name for part in self.parts if part.shape is Shape.WORDS and value.get(part.name)}
            return {name: change(each) if name in written else each for name, each in value.items()}
        return value

    def problems(self, definition: Definition, question: Question) -> Iterator[Problem]:
        """What a definition says about this question that its type does not allow; paths start at the question."""
        yield from ()


def accepted_code(codes: tuple[Code, ...], value: object, *path: str) -> Code:
    """Give a value that is one of the codes. Raises InvalidAnswerError, which points at `path` within the answer."""
    if not isinstance(value, int | str) or type(value) not in {type(code) for code in codes}:
        raise InvalidAnswerError("wrong_type", WRONG_TYPE, path=path)
    if value not in codes:
        raise InvalidAnswerError("unknown_code", WRONG_CODE, {"codes": ", ".join(map(str, codes))}, path)
    return value


class CodedType(QuestionType):
    """Base of the types whose answer is one code out of `options`."""

    shape = Shape.ONE

    def validate(self, definition: Definition, question: Question, value: object) -> Value:
        """Give the code. Raises InvalidAnswerError when it is no code, or not one of this question."""
        return accepted_code(self.accepted(definition, question), value)
