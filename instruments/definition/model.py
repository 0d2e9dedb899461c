"""The definition of an instrument: frozen, typed, with nothing in it that is not known here.

A definition comes in through `loading.py`; what the fields may say together is checked in `checks.py`.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from instruments.definition.texts import Labels, LanguageTag, Texts

MAX_QUESTIONS = 200

Key = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        max_length=60,
        description="small letters, digits and hyphens, such as mijn-huis",
    ),
]
Version = Annotated[str, Field(pattern=r"^[0-9]{1,4}(\.[0-9]{1,4}){1,2}$")]
Line = Annotated[str, Field(min_length=1, max_length=200)]
Code = int | str


class Frozen(BaseModel):
    """Base of every part: unknown keys are refused, types are taken literally, nothing changes afterwards."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", serialize_by_alias=True, allow_inf_nan=False)


class Audience(StrEnum):
    """Who answers."""

    CLIENT = "client"
    RELATIVE = "relative"


class Criterion(StrEnum):
    """What the sector of disability care asks of a recognised instrument."""

    PER_PERSON = "per-person"
    PLAN_CYCLE = "plan-cycle"
    WISHES = "wishes"
    AGGREGATION = "aggregation"
    FIT = "fit"
    VALIDITY = "validity"
    TWO_INFORMANTS = "two-informants"


class Recognition(Frozen):
    """Whether the instrument stands on a recognised list; `list` empty means that it does not."""

    list_name: Line | None = Field(alias="list")
    status: Line | None = None
    from_date: date | None = Field(default=None, alias="from")
    until_date: date | None = Field(default=None, alias="until")
    criteria: tuple[Criterion, ...] = ()


class Picture(Frozen):
    """A drawing beside a question, by its key in the picture set, and what it shows in words."""

    key: Key
    alt: Labels


class Point(Frozen):
    """One answer of a scale. The code is stored and never changes its meaning."""

    code: int = Field(description="a whole number that is stored and never changes its meaning")
    labels: Labels
    picture: Key | None = None


class Option(Frozen):
    """One answer of a choice. The code is stored and never changes its meaning."""

    code: Key = Field(description="a short word that is stored and never changes its meaning")
    labels: Labels
    picture: Key | None = None


class Scale(Frozen):
    """Answers in order, from the negative to the positive end. Another set of labels is another scale."""

    key: Key
    points: tuple[Point, ...] = Field(min_length=2, max_length=5)


class ChangeLabels(Frozen):
    """Both answers of every change question of the instrument."""

    keep: Labels
    change: Labels


class Domain(Frozen):
    """A subject that questions belong to and that results are read by."""

    key: Key
    frame: str = Field(description="a frame and a place in it, such as schalock:personal-relations")
    labels: Labels
    picture: Key | None = None


class Operator(StrEnum):
    """How a condition compares, with the semantics of FHIR's `Questionnaire.item.enableWhen`."""

    EXISTS = "exists"
    EQUAL = "="
    NOT_EQUAL = "!="
    GREATER = ">"
    LESS = "<"
    AT_LEAST = ">="
    AT_MOST = "<="


class Condition(Frozen):
    """One condition on an earlier question."""

    question: Key
    operator: Operator
    answer: bool | int | str = Field(description="a code of that question; true or false after exists")


class Question(Frozen):
    """One question; on a tablet one screen."""

    key: Key
    type: str = Field(description="the name of a question type, such as scale, mark, change, choice or text")
    texts: Texts
    hint: Texts | None = None
    domain: Key | None = None
    core: bool = False
    picture: Picture | None = None
    scale: Key | None = None
    options: tuple[Option, ...] = Field(default=(), max_length=20)
    show_when: tuple[Condition, ...] = Field(default=(), max_length=20)
    enable_behavior: Literal["all", "any"] = "all"


class CompleteWhen(Frozen):
    """From which share of the questions that count a form is complete."""

    share: float = Field(gt=0, le=1, description="a number above 0 and at most 1, such as 0.8")


class Closing(Frozen):
    """How the form ends: the question whether all was told, and the last words.

    What is done with the answers and who reads them depends on the round, so no definition can say it.
    """

    question: Key
    thanks: Texts


NamedT = TypeVar("NamedT", Question, Scale, Domain)


def _named(parts: tuple[NamedT, ...], key: str | None) -> NamedT:
    for part in parts:
        if part.key == key:
            return part
    message = f"There is no {key!r} among: {', '.join(part.key for part in parts)}."
    raise LookupError(message)


class Definition(Frozen):
    """One version of one instrument."""

    key: Key
    version: Version = Field(description='numbers and points in quotes, such as "1.0"')
    kind: Literal["questionnaire"]
    title: Labels
    introduction: Texts
    owner: Line
    licence: Line
    recognition: Recognition
    fit: Labels
    audiences: tuple[Audience, ...] = Field(min_length=1)
    informants_needed: Literal[1] = 1
    recommended_interval_months: int = Field(ge=1, le=120)
    languages: tuple[LanguageTag, ...] = Field(min_length=1, max_length=20)
    domains: tuple[Domain, ...] = Field(default=(), max_length=40)
    scales: tuple[Scale, ...] = Field(default=(), max_length=20)
    change: ChangeLabels | None = None
    questions: tuple[Question, ...] = Field(min_length=1, max_length=MAX_QUESTIONS)
    complete_when: CompleteWhen
    closing: Closing

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

    @cached_property
    def question_keys(self) -> tuple[str, ...]:
        """Keys of all questions, in the order in which they are asked."""
        return tuple(question.key for question in self.questions)
