"""The shapes of answers. Forms, tablets, drafts and lists handle an answer by its shape, never by its type."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from instruments.definition.model import Code

Value = Code | list[str] | dict[str, Any]
"""A stored answer: JSON data in one of the shapes."""


class Shape(StrEnum):
    """ONE: a code. SEVERAL: a list of codes. WORDS: a text. ROWS: a code by the id of each row, `{"id": 3}`.

    RECORD: a value by the name of each field, None where it is empty. FILE: `{"media": id}`. DAY: `YYYY-MM-DD`, only
    within a record.
    """

    ONE = "one"
    SEVERAL = "several"
    WORDS = "words"
    ROWS = "rows"
    RECORD = "record"
    FILE = "file"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Row:
    """Something that the same is asked about as of the other rows, such as one goal. `words`: as it is shown."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a record: WORDS, DAY, or SEVERAL out of the options of the question. `optional`: may stay empty."""

    name: str
    shape: Shape
    max_length: int | None = None
    optional: bool = False
