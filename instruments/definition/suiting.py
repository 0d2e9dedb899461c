"""For whom an instrument is: who answers, whom it suits, which variants it has, on which lists it stands."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from instruments.definition.base import Frozen, Key, Line
from instruments.definition.texts import Labels


class Kind(StrEnum):
    """How an instrument is used."""

    QUESTIONNAIRE = "questionnaire"
    CONVERSATION = "conversation"
    OBSERVATION = "observation"
    PAIRED = "paired"
    PULSE = "pulse"


class Audience(StrEnum):
    """Who answers."""

    CLIENT = "client"
    RELATIVE = "relative"
    SUPPORT_WORKER = "support-worker"
    OBSERVER = "observer"


class Relation(StrEnum):
    """From which side an observer knows the client."""

    FAMILY = "family"
    TEAM = "team"
    OUTSIDE_TEAM = "outside-team"


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


class Ages(Frozen):
    """Ages in whole years, both ends included; an end that is left out is open."""

    from_age: int | None = Field(default=None, alias="from", ge=0, le=120)
    until_age: int | None = Field(default=None, alias="until", ge=0, le=120)

    def hold(self, age: int) -> bool:
        """Whether somebody of this age is among them."""
        return (self.from_age or 0) <= age <= (120 if self.until_age is None else self.until_age)


class ClientGroup(StrEnum):
    """The sector's groups of clients."""

    LVB = "lvb"
    EVB = "evb"
    EMB = "emb"
    YOUTH = "youth"
    AMBULANT = "ambulant"


class Product(StrEnum):
    """Which support somebody gets."""

    LIVING = "living"
    DAY = "day"
    AMBULANT = "ambulant"


class Communication(StrEnum):
    """How somebody tells what they think."""

    WORDS = "words"
    PICTURES = "pictures"
    SOUND = "sound"
    BEHAVIOUR = "behaviour"


class Suits(Frozen):
    """Whom an instrument suits, for programs; what is left out does not matter."""

    ages: Ages | None = None
    client_groups: tuple[ClientGroup, ...] = ()
    products: tuple[Product, ...] = ()
    communication: tuple[Communication, ...] = ()


class VariantValue(Frozen):
    """One value of a variant. `words` fill the places of that name in the texts: `{leiding}`."""

    key: Key
    labels: Labels
    suits: Suits | None = None
    words: dict[Key, Labels] = {}


class Variant(Frozen):
    """Something by which the same instrument is asked differently, such as age or place."""

    key: Key
    labels: Labels
    values: tuple[VariantValue, ...] = Field(min_length=2, max_length=12)
