"""An answer in the words in which it was asked, whatever its shape: for people who read it back."""

from collections.abc import Callable, Iterator
from datetime import date

from instruments.answer_views import OptionView
from instruments.rendering import QuestionView
from instruments.types.shape import Shape


def in_lines(question: QuestionView, say_day: Callable[[date], str]) -> tuple[str, ...]:
    """Give an answer as lines: one, or one for each row and for each part of a record that is not empty.

    say_day: writes a day in the reader's language. Nothing for a decline; a file is not told in words.
    """
    match question.shape:
        case Shape.ROWS:
            return tuple(f"{row.words}: {_chosen(row.options)}" for row in question.rows if _chosen(row.options))
        case Shape.RECORD:
            return tuple(_parts(question, say_day))
        case Shape.FILE:
            return ()
    literal = () if question.value is None else (str(question.value),)
    return (_chosen(question.options),) if question.options else literal


def is_literal(question: QuestionView) -> bool:
    """Whether the lines hold what somebody wrote, and not only what was chosen."""
    return any(part.shape is Shape.WORDS for part in question.parts) or question.shape is Shape.WORDS


def _chosen(options: tuple[OptionView, ...]) -> str:
    return ", ".join(option.label for option in options if option.chosen)


def _parts(question: QuestionView, say_day: Callable[[date], str]) -> Iterator[str]:
    for part in question.parts:
        if not part.value:
            continue
        if part.shape is Shape.SEVERAL:
            yield _chosen(question.options)
        else:
            yield say_day(date.fromisoformat(part.value)) if part.shape is Shape.DAY else part.value
