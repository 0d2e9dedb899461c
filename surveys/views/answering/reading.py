"""The plain form's fields, translated to answers by the shape that the question asks for.

A choice says its own kind: `n:4`, `s:keep`, `d:dont_know`, `m:<id>` for a file. Fields are `a-<key>` for what is chosen
and `w-<key>` for what is written; each row and each part of a record has a field of its own (see the views of answers).
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict

from instruments.answers import Decline
from instruments.rendering import QuestionView
from instruments.types.shape import Shape
from surveys.choices import Helped

MOST_DIGITS = 9
"""Longer is no number of ours: neither a code nor a revision."""

DECLINED = "d:"


def answers_in(form: QueryDict, questions: tuple[QuestionView, ...]) -> dict[str, dict[str, Any]]:
    """Return the item of every question that got one. What is no answer stays in and is refused by validation."""
    items = ((question.key, _item(form, question)) for question in questions)
    return {key: item for key, item in items if item is not None}


def torn(form: QueryDict, questions: tuple[QuestionView, ...]) -> frozenset[str]:
    """Return the keys of questions with both an answer and a reason for none: only the person knows which is meant."""
    return frozenset(
        question.key
        for question in questions
        if _value(form, question) is not None and _reason(form, question) is not None
    )


def _item(form: QueryDict, question: QuestionView) -> dict[str, Any] | None:
    value = _value(form, question)
    if value is not None:
        return {"value": value}
    reason = _reason(form, question)
    return None if reason is None else {"declined": reason}


def _value(form: QueryDict, question: QuestionView) -> Any:
    """Return what is chosen or written, None for nothing. Words where none are asked for are an answer, a wrong one."""
    words = _words(form, f"w-{question.key}")
    return _READERS[question.shape](form, question) if words is None else words


def _reason(form: QueryDict, question: QuestionView) -> str | None:
    """Return why there is no answer. Who does not know it of any row does not know it at all."""
    reasons = [one for one in _chosen(form, f"a-{question.key}") if one.startswith(DECLINED)]
    if reasons:
        return reasons[-1].removeprefix(DECLINED)
    unknown = f"{DECLINED}{Decline.DONT_KNOW}"
    all_unknown = question.rows and all(_last(form, row.field) == unknown for row in question.rows)
    return Decline.DONT_KNOW.value if all_unknown else None


def _one(form: QueryDict, question: QuestionView) -> Any:
    return _code(_last(form, f"a-{question.key}"))


def _several(form: QueryDict, question: QuestionView) -> Any:
    return _codes(form, f"a-{question.key}")


def _rows(form: QueryDict, question: QuestionView) -> Any:
    codes = {row.id: _code(_last(form, row.field)) for row in question.rows}
    return {row: code for row, code in codes.items() if code is not None} or None


def _record(form: QueryDict, question: QuestionView) -> Any:
    read = {part.name: (_codes if part.shape is Shape.SEVERAL else _words)(form, part.field) for part in question.parts}
    return read if any(read.values()) else None


def _file(form: QueryDict, question: QuestionView) -> Any:
    kind, _colon, media = _last(form, f"a-{question.key}").partition(":")
    return {"media": media} if kind == "m" else None


_READERS: Mapping[Shape, Callable[[QueryDict, QuestionView], Any]] = {
    Shape.ONE: _one,
    Shape.SEVERAL: _several,
    Shape.WORDS: lambda _form, _question: None,
    Shape.ROWS: _rows,
    Shape.RECORD: _record,
    Shape.FILE: _file,
}


def _code(coded: str) -> int | str | None:
    """Return the code that a choice stands for, None for none. What is no code of ours stays as it came."""
    kind, _colon, code = coded.partition(":")
    number = _number(code) if kind == "n" else None
    return code if number is None and kind not in {"", "d"} else number


def _codes(form: QueryDict, field: str) -> list[int | str] | None:
    return [code for coded in _chosen(form, field) if (code := _code(coded)) is not None] or None


def _last(form: QueryDict, field: str) -> str:
    return next(iter(_chosen(form, field)[-1:]), "")


def _chosen(form: QueryDict, field: str) -> list[str]:
    return [_clean(one) for one in form.getlist(field)]


def _words(form: QueryDict, field: str) -> str | None:
    words = form.get(field, "")
    return _clean(words).replace("\r\n", "\n") if words.strip() else None


def _clean(text: str) -> str:
    """Return a field without NUL and halves of signs: no keyboard makes them, and no database keeps them."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def submission_id(form: QueryDict) -> UUID:
    """Return the id under which the form was shown, so that sending it twice is one submission."""
    try:
        return UUID(form.get("submission", ""))
    except ValueError:
        return uuid4()


def helped_in(form: QueryDict) -> Helped:
    """Return who helped; by itself when nothing was said."""
    said = form.get("helped", "")
    return Helped(said) if said in Helped.values else Helped.ALONE


def revision_in(form: Mapping[str, str]) -> int:
    """Return the revision that a draft of this form gets: one above the one it was shown with."""
    return (_number(form.get("revision", "")) or 0) + 1


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
