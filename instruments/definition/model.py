"""The definition of an instrument: frozen, typed, with nothing in it that is not known here.

A definition comes in through `loading.py`; what the fields may say together is checked in `checks.py`. Its parts are in
`answering.py`, `question.py` and `suiting.py`.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar

from pydantic import Field, PrivateAttr

from instruments.definition.answering import ChangeLabels, Option, Picture, Point, Scale
from instruments.definition.base import Code, Frozen, Key, Line, Version
from instruments.definition.question import Condition, MediaKind, Operator, Question
from instruments.definition.suiting import (
    Audience,
    Criterion,
    Kind,
    Recognition,
    Relation,
    Suits,
    Variant,
)
from instruments.definition.texts import Labels, LanguageTag, Texts

__all__ = [
    "MAX_QUESTIONS",
    "Audience",
    "ChangeLabels",
    "Closing",
    "Code",
    "CompleteWhen",
    "Condition",
    "Criterion",
    "Definition",
    "Domain",
    "Frozen",
    "Goal",
    "Kind",
    "MediaKind",
    "Operator",
    "Option",
    "Picture",
    "Point",
    "Question",
    "Recognition",
    "Scale",
    "Scoring",
]

MAX_QUESTIONS = 200


class Domain(Frozen):
    """A subject that questions belong to and that results are read by."""

    key: Key
    frame: str = Field(description="a frame and a place in it, such as schalock:personal-relations")
    labels: Labels
    picture: Key | None = None


class CompleteWhen(Frozen):
    """When a form is complete: from which share of the questions that count, or from how many subjects spoken of."""

    share: float | None = Field(default=None, gt=0, le=1, description="a number above 0 and at most 1, such as 0.8")
    themes: int | None = Field(default=None, ge=1, le=40, description="a number of domains, such as 1")


class Closing(Frozen):
    """How the form ends: the question whether all was told, what comes next, and the last words.

    What is done with the answers and who reads them depends on the round, so `what_next` only asks it: the round tells.
    """

    question: Key
    what_next: Texts | None = None
    thanks: Texts


class Scoring(Frozen):
    """minimum_answered: how many scale questions of a domain somebody answered before they count for that domain."""

    minimum_answered: int = Field(default=1, ge=1, le=40)


class Continues(Frozen):
    """Which questions go on from an earlier version: the new key, and the key there. Others start anew."""

    version: Version
    questions: dict[Key, Key]


class Goal(Frozen):
    """A goal of the client who answers, in the client's own words. Never part of a file."""

    id: str
    words: str


NamedT = TypeVar("NamedT", Question, Scale, Domain, Variant)


def _named(parts: tuple[NamedT, ...], key: str | None) -> NamedT:
    for part in parts:
        if part.key == key:
            return part
    message = f"There is no {key!r} among: {', '.join(part.key for part in parts)}."
    raise LookupError(message)


class Definition(Frozen):
    """One version of one instrument.

    family: lists that belong together share it. style: the answer style that goes with it, unless the person chose one.
    relations: from which sides observers know the client, each another; without_family: who looks instead of family.
    """

    key: Key
    version: Version = Field(description='numbers and points in quotes, such as "1.0"')
    kind: Kind
    family: Key | None = None
    title: Labels
    introduction: Texts
    owner: Line
    licence: Line
    recognition: Recognition
    fit: Labels
    suits: Suits | None = None
    audiences: tuple[Audience, ...] = Field(min_length=1)
    informants_needed: int = Field(default=1, ge=1, le=10)
    relations: tuple[Relation, ...] = ()
    without_family: Relation | None = None
    recommended_interval_months: int = Field(ge=1, le=120)
    languages: tuple[LanguageTag, ...] = Field(min_length=1, max_length=20)
    style: Key | None = None
    variants: tuple[Variant, ...] = Field(default=(), max_length=4)
    domains: tuple[Domain, ...] = Field(default=(), max_length=40)
    scales: tuple[Scale, ...] = Field(default=(), max_length=20)
    change: ChangeLabels | None = None
    questions: tuple[Question, ...] = Field(min_length=1, max_length=MAX_QUESTIONS)
    scoring: Scoring | None = None
    continues: tuple[Continues, ...] = Field(default=(), max_length=20)
    complete_when: CompleteWhen
    closing: Closing

    _goals: tuple[Goal, ...] = PrivateAttr(default=())

    @property
    def goals(self) -> tuple[Goal, ...]:
        """Goals of the client who answers; `projection.project` brings them in."""
        return self._goals

    def with_questions(self, questions: tuple[Question, ...], goals: tuple[Goal, ...]) -> "Definition":
        """Give a copy that asks these questions and knows these goals; itself when nothing differs."""
        if questions == self.questions and goals == self._goals:
            return self
        copy = self.model_copy(update={"questions": questions})
        for cached in ("by_key", "question_keys"):
            copy.__dict__.pop(cached, None)
        copy._goals = goals  # noqa: SLF001  # a copy of this very class
        return copy

    def question(self, key: str) -> Question:
        """Give the question with this key. Raises LookupError when there is none."""
        return self.by_key.get(key) or _named(self.questions, key)

    @cached_property
    def by_key(self) -> Mapping[str, Question]:
        """All questions by their keys."""
        return {question.key: question for question in self.questions}

    def scale(self, key: str | None) -> Scale:
        """Give the scale with this key. Raises LookupError when there is none."""
        return _named(self.scales, key)

    def domain(self, key: str) -> Domain:
        """Give the domain with this key. Raises LookupError when there is none."""
        return _named(self.domains, key)

    def variant(self, key: str) -> Variant:
        """Give the variant with this key. Raises LookupError when there is none."""
        return _named(self.variants, key)

    @cached_property
    def question_keys(self) -> tuple[str, ...]:
        """Keys of all questions, in the order in which they are asked."""
        return tuple(question.key for question in self.questions)
