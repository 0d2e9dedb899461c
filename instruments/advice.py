"""How a person answers best, apart from any list: points on the scale, answer style, reading level.

The rules are those of the sector's research: three points for a moderate or severe disability and for children under
nine, else five (Hartley and MacLean 2006); words instead of faces for adults with ambulant support, who find faces
childish. What the person chose always wins.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from instruments.definition.suiting import ClientGroup, Communication, Product
from instruments.reasons import Reason

NINE = 9
ADULT = 18
FEW_POINTS = 3
USUAL_POINTS = 5
EASY_LEVEL = "a2"
PLAIN_LEVEL = "b1"
USUAL_LANGUAGE = "nl"

ValueT = TypeVar("ValueT")


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asked. age: on the day, in whole years. What is not known is None or empty.

    points, style, language, level: only what the person chose. formal: spoken to with "u". communication: how the
    person tells things; when it is empty, it follows from the groups.
    """

    age: int | None = None
    client_groups: tuple[ClientGroup, ...] = ()
    products: tuple[Product, ...] = ()
    communication: tuple[Communication, ...] = ()
    points: int | None = None
    style: str | None = None
    language: str | None = None
    level: str | None = None
    formal: bool = False
    read_aloud: bool = False
    sound_only: bool = False

    @property
    def shows(self) -> bool:
        """Whether this person tells nothing in words, pictures or sound, and shows it by behaviour."""
        return communicates(self) == {Communication.BEHAVIOUR}

    @property
    def is_ambulant_adult(self) -> bool:
        """Whether this is an adult with support at home, whom childish forms insult."""
        ambulant = ClientGroup.AMBULANT in self.client_groups or Product.AMBULANT in self.products
        return ambulant and self.age is not None and self.age >= ADULT and not needs_few_points(self)


@dataclass(frozen=True, slots=True)
class Advised(Generic[ValueT]):
    """A value, and why. `own`: the person chose it."""

    value: ValueT
    reason: Reason

    @property
    def own(self) -> bool:
        """Whether the person chose it."""
        return self.reason.code.endswith("_chosen")


@dataclass(frozen=True, slots=True)
class Advice:
    """What suits a person. styles: names of answer styles, the best first, each with its reason."""

    points: Advised[int]
    styles: tuple[Advised[str], ...]
    level: Advised[str]
    language: Advised[str]

    @property
    def style(self) -> Advised[str]:
        """The answer style that suits best."""
        return self.styles[0]


def advise(person: Person) -> Advice:
    """Give what suits this person best, and why."""
    return Advice(_points(person), tuple(_styles(person)), _level(person), _language(person))


def communicates(person: Person) -> frozenset[Communication]:
    """Give how a person tells things: what is known, else what is usual in the group; empty when nothing is known."""
    if person.communication:
        return frozenset(person.communication)
    if ClientGroup.EMB in person.client_groups:
        return frozenset({Communication.BEHAVIOUR})
    if person.sound_only:
        return frozenset({Communication.SOUND})
    if ClientGroup.EVB in person.client_groups:
        return frozenset({Communication.PICTURES, Communication.BEHAVIOUR})
    return frozenset({Communication.WORDS, Communication.PICTURES}) if person.client_groups else frozenset()


def needs_few_points(person: Person) -> bool:
    """Whether a moderate or severe disability makes long scales too much."""
    return bool({ClientGroup.EVB, ClientGroup.EMB} & set(person.client_groups))


def _points(person: Person) -> Advised[int]:
    if person.points is not None:
        return Advised(person.points, Reason("points_chosen"))
    if needs_few_points(person):
        return Advised(FEW_POINTS, Reason("points_group"))
    if person.age is not None and person.age < NINE:
        return Advised(FEW_POINTS, Reason("points_young"))
    return Advised(USUAL_POINTS, Reason("points_usual"))


def _styles(person: Person) -> Iterator[Advised[str]]:
    if person.style is not None:
        yield Advised(person.style, Reason("style_chosen"))
    if person.sound_only:
        yield Advised("sound", Reason("style_sound"))
    if person.is_ambulant_adult:
        yield Advised("words", Reason("style_ambulant"))
    yield Advised("faces", Reason("style_usual"))


def _level(person: Person) -> Advised[str]:
    if person.level is not None:
        return Advised(person.level, Reason("level_chosen"))
    if person.is_ambulant_adult:
        return Advised(PLAIN_LEVEL, Reason("level_ambulant"))
    return Advised(EASY_LEVEL, Reason("level_easy"))


def _language(person: Person) -> Advised[str]:
    if person.language is not None:
        return Advised(person.language, Reason("language_chosen"))
    return Advised(USUAL_LANGUAGE, Reason("language_usual"))
