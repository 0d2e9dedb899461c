"""One question, and when it is asked."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from instruments.definition.answering import Option, Picture
from instruments.definition.base import Frozen, Key
from instruments.definition.suiting import Audience
from instruments.definition.texts import Texts


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


class MediaKind(StrEnum):
    """What may be given instead of words."""

    PHOTO = "photo"
    DRAWING = "drawing"
    VOICE = "voice"


class Question(Frozen):
    """One question; on a tablet one screen.

    other_scales: scales with which the same may be asked of somebody who needs fewer points; no two share a code.
    permission: the code with which this question gives leave to ask what is `intimate`.
    only_named: whether it is asked only where answers are kept by name, such as whether one may be called.
    stance: in an observation, whether it asks what was seen and heard, or what one makes of it.
    """

    key: Key
    type: str = Field(description="the name of a question type, such as scale, mark, change, choice or text")
    texts: Texts
    hint: Texts | None = None
    prompts: tuple[Texts, ...] = Field(default=(), max_length=5)
    texts_for: dict[Audience, Texts] = {}
    audiences: tuple[Audience, ...] = ()
    only_for: dict[Key, tuple[Key, ...]] = {}
    domain: Key | None = None
    core: bool = False
    sitting: int = Field(default=1, ge=1, le=9)
    intimate: bool = False
    permission: Key | None = None
    only_named: bool = False
    stance: Literal["fact", "interpretation"] | None = None
    picture: Picture | None = None
    scale: Key | None = None
    other_scales: tuple[Key, ...] = Field(default=(), max_length=3)
    options: tuple[Option, ...] = Field(default=(), max_length=40)
    media: tuple[MediaKind, ...] = ()
    show_when: tuple[Condition, ...] = Field(default=(), max_length=20)
    enable_behavior: Literal["all", "any"] = "all"
