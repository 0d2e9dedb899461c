"""What a client agreed while answering, read out of the answers to an instrument."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from instruments.definition.model import Definition, Question
from instruments.piping import filled
from instruments.questions import agreements_in

Answers = Mapping[str, Mapping[str, Any]]
LONGEST_WHO = 500
"""As much as an agreement holds; the answer itself keeps all."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """One answer of what, who and when. `who`: in the words that the client chose from; domain "" for none."""

    question: str
    domain: str
    what: str
    who: str
    due_on: date | None


def agreed(definition: Definition, answers: Answers, *, language: str) -> Iterator[Agreed]:
    """Give one `Agreed` per question that was answered with an agreement, in the order of the questions.

    `answers` were valid when they came in; who declined agreed nothing.
    """
    for question in agreements_in(definition):
        value = answers.get(question.key, {}).get("value")
        if value is not None:
            yield Agreed(
                question=question.key,
                domain=question.domain or "",
                what=value["what"],
                who=_shortened(", ".join(_people(question, value["who"], language))),
                due_on=date.fromisoformat(value["when"]) if value["when"] else None,
            )


def _people(question: Question, codes: list[str], language: str) -> Iterator[str]:
    """Give the labels of the codes; a place that only the session could fill gets its general words."""
    for option in question.options:
        if option.code in codes:
            yield filled(option.labels.in_language(language), {}, language)


def _shortened(who: str) -> str:
    return who if len(who) <= LONGEST_WHO else f"{who[: LONGEST_WHO - 1]}…"
