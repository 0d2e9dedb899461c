"""The plain form's fields, translated to answers. A choice says its own kind: `n:4`, `s:keep`, `d:dont_know`."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict

from instruments.rendering import QuestionView
from surveys.choices import Helped

MOST_DIGITS = 9
"""Longer is no number of ours: neither a code nor a revision."""


def answers_in(form: QueryDict, questions: tuple[QuestionView, ...]) -> dict[str, dict[str, Any]]:
    """Return the item of every question that got one. What is no answer stays in and is refused by validation."""
    items = ((question.key, _item(form, question)) for question in questions)
    return {key: item for key, item in items if item is not None}


def torn(form: QueryDict, questions: tuple[QuestionView, ...]) -> frozenset[str]:
    """Return the keys of questions with both words and a reason for none: only the person knows which is meant."""
    return frozenset(q.key for q in questions if form.get(f"a-{q.key}") and form.get(f"w-{q.key}", "").strip())


def _item(form: QueryDict, question: QuestionView) -> dict[str, Any] | None:
    words = _text(form, f"w-{question.key}")
    if words.strip():
        return {"value": words.replace("\r\n", "\n")}
    kind, _colon, code = _text(form, f"a-{question.key}").partition(":")
    if kind == "d":
        return {"declined": code}
    if kind == "n":
        number = _number(code)
        return {"value": code if number is None else number}
    return {"value": code} if kind else None


def _text(form: QueryDict, name: str) -> str:
    """Return a field without NUL and halves of signs: no keyboard makes them, and no database keeps them."""
    return form.get(name, "").replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


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
