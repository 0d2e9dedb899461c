"""What differs between two versions of an instrument, and which questions start anew because of it.

Two answers may stand side by side over the years only where the author says so, in `continues`, and where the answers
that could be given are the same. Everything else starts anew, so that no result compares what cannot be compared.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, zip_longest
from typing import Any

from pydantic import BaseModel

from instruments.definition.model import Condition, Definition, Question
from instruments.definition.texts import Texts
from instruments.difference_words import CHANGED, FIELDS, IN_LANGUAGE, NO, PARTS, TOLD, WHOLE, YES
from instruments.types.base import Choosable
from instruments.types.registry import question_types

Translate = Callable[[str], str]

NAMED = ("questions", "scales", "domains", "variants")
"""The lists of a definition whose parts are told one by one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs, in words.

    part: which list it stands in, empty for the instrument itself. key: which one of them. field: what of it.
    place: the code or key within that. old, new: what stood there and what stands there now, empty for nothing.
    sentence: English with places; `told` fills it.
    """

    part: str
    key: str
    field: str
    place: str
    language: str
    old: str
    new: str
    sentence: str

    def about(self, translate: Translate = str) -> str:
        """Say what it is about: "question kamer"; empty for the instrument itself."""
        return f"{translate(PARTS[self.part])} {self.key}" if self.part else ""

    def told(self, translate: Translate = str) -> str:
        """Say what differs. translate: gives an English sentence or word in the reader's language."""
        values = {"place": self.place, "language": self.language}
        field = translate(FIELDS[self.field]) % values if self.field in FIELDS else self.field
        values |= {"old": self._value(self.old, translate), "new": self._value(self.new, translate)}
        return translate(self.sentence) % (values | {"field": field.strip()})

    def _value(self, value: str, translate: Translate) -> str:
        return translate(value) if not self.language and value in {YES, NO} else value

    def __str__(self) -> str:
        """Say it in English."""
        return f"{self.about()}: {self.told()}" if self.part else self.told()


def compare(old: Definition, new: Definition) -> tuple[Difference, ...]:
    """Give all that differs but the number of the version; nothing exactly when the contents are the same."""
    return tuple(_walk(old, new, _Spot()))


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where in a definition somebody looks: names of fields, and keys of parts."""

    part: str = ""
    key: str = ""
    fields: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def field(self, name: str) -> "_Spot":
        return _Spot(self.part, self.key, (*self.fields, name), self.places)

    def named(self, key: str) -> "_Spot":
        """One of a list: a part of the definition, or something within a part."""
        if not self.part and self.fields[-1] in NAMED:
            return _Spot(self.fields[-1], key)
        return _Spot(self.part, self.key, self.fields, (*self.places, key))

    def say(self, sentence: str, old: str = "", new: str = "", language: str = "") -> Difference:
        """The most exact name that there is for the place wins."""
        names = (".".join(self.fields[:length]) for length in range(len(self.fields), 0, -1))
        field = next((name for name in names if name in FIELDS), ".".join(self.fields))
        return Difference(self.part, self.key, field, ", ".join(self.places), language, old, new, sentence)

    def appeared(self) -> Difference:
        return self.say((TOLD if self.fields else WHOLE)["added"])

    def went(self) -> Difference:
        return self.say((TOLD if self.fields else WHOLE)["removed"])


def _walk(old: object, new: object, spot: _Spot) -> Iterator[Difference]:
    if old == new:
        return
    if isinstance(old, Texts | None) and isinstance(new, Texts | None):
        yield from _texts(old, new, spot)
    elif isinstance(old, BaseModel) and isinstance(new, BaseModel):
        yield from _models(old, new, spot)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from chain.from_iterable(
            _walk(old.get(key), new.get(key), spot.named(str(key))) for key in dict.fromkeys([*old, *new])
        )
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from _lists(old, new, spot)
    else:
        yield from _values(old, new, spot)


def _models(old: BaseModel, new: BaseModel, spot: _Spot) -> Iterator[Difference]:
    for name in type(old).model_fields:
        if not (isinstance(old, Definition) and name == "version"):
            yield from _walk(getattr(old, name), getattr(new, name), spot.field(name))


def _texts(old: Texts | None, new: Texts | None, spot: _Spot) -> Iterator[Difference]:
    before, after = (texts.wordings if texts else {} for texts in (old, new))
    for language in dict.fromkeys([*before, *after]):
        was, now = before.get(language, ""), after.get(language, "")
        if was != now:
            yield spot.say(IN_LANGUAGE[bool(was), bool(now)], was, now, language)
        elif old and new and old.is_checked(language) is not new.is_checked(language):
            yield spot.say(TOLD["checked" if new.is_checked(language) else "unchecked"], was, now, language)


def _lists(old: tuple[Any, ...], new: tuple[Any, ...], spot: _Spot) -> Iterator[Difference]:
    both = (*old, *new)
    if all(isinstance(each, Texts) for each in both):
        for number, (was, now) in enumerate(zip_longest(old, new), start=1):
            yield from _walk(was, now, spot.named(str(number)))
    elif all(_name(each) for each in both):
        yield from _by_name({_name(each): each for each in old}, {_name(each): each for each in new}, spot)
    else:
        yield from _values(old, new, spot)


def _name(part: object) -> str:
    """The key or code by which a part is told from its neighbours; empty when it has none."""
    return str(getattr(part, "key", "") or getattr(part, "code", ""))


def _by_name(old: Mapping[str, object], new: Mapping[str, object], spot: _Spot) -> Iterator[Difference]:
    for name in dict.fromkeys([*old, *new]):
        if name in old and name in new:
            yield from _walk(old[name], new[name], spot.named(name))
        else:
            yield spot.named(name).appeared() if name in new else spot.named(name).went()
    stayed = [name for name in old if name in new]
    if stayed != [name for name in new if name in old]:
        yield spot.say(TOLD["moved"], ", ".join(stayed), ", ".join(name for name in new if name in old))


def _values(old: object, new: object, spot: _Spot) -> Iterator[Difference]:
    was, now = _said(old), _said(new)
    yield spot.say(CHANGED[bool(was), bool(now)], was, now)


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Condition):
        return f"{value.question} {value.operator} {_said(value.answer)}"
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, BaseModel):
        return ", ".join(f"{name} {said}" for name, part in value if (said := _said(part)))
    if isinstance(value, Mapping):
        return ", ".join(f"{key} = {_said(part)}" for key, part in value.items())
    return ", ".join(map(_said, value)) if isinstance(value, tuple) else str(value)


class Why(StrEnum):
    """Why a question starts anew."""

    NEW = "new"
    """It was not asked before."""
    UNMAPPED = "unmapped"
    """The version does not say that it goes on."""
    TYPE = "type"
    """It is answered in another way."""
    SCALE = "scale"
    """It has another scale."""
    ANSWERS = "answers"
    """The answers have other codes or labels."""


@dataclass(frozen=True, slots=True)
class Break:
    """A question of the new version whose answers cannot be compared with those to the old one."""

    question: str
    why: Why


def breaks(old: Definition, new: Definition) -> tuple[Break, ...]:
    """Give the questions of the new version that start anew, in the order in which they are asked.

    A question goes on when `continues` of the new version maps it to one of the old version, and both have the same
    type, scale, codes and labels. A label that only one of them has, in a language that came later, breaks nothing.
    Between the same versions nothing breaks.
    """
    if old.version == new.version:
        return ()
    mapped = _mapped(old, new)
    found = ((question.key, _why(old, new, question, mapped)) for question in new.questions)
    return tuple(Break(key, why) for key, why in found if why)


def goes_on(old: Definition, new: Definition) -> Mapping[str, str]:
    """Give the questions of the new version that can be compared with the old one, each with its key there."""
    anew = {one.question for one in breaks(old, new)}
    mapped = _mapped(old, new) if old.version != new.version else {key: key for key in new.question_keys}
    return {key: before for key, before in mapped.items() if key not in anew}


def _mapped(old: Definition, new: Definition) -> Mapping[str, str]:
    return next((each.questions for each in new.continues if each.version == old.version), {})


def _why(old: Definition, new: Definition, question: Question, mapped: Mapping[str, str]) -> Why | None:
    before = old.by_key.get(mapped.get(question.key, ""))
    if before is None:
        return Why.UNMAPPED if question.key in old.by_key else Why.NEW
    if before.type != question.type:
        return Why.TYPE
    if before.scale != question.scale:
        return Why.SCALE
    same = _alike(_answers(old, before), _answers(new, question))
    return None if same else Why.ANSWERS


def _answers(definition: Definition, question: Question) -> tuple[Choosable, ...]:
    return question_types().get(question.type).options(definition, question)


def _alike(old: Iterable[Choosable], new: Iterable[Choosable]) -> bool:
    return all(
        was is not None and now is not None and was.code == now.code and _same_words(was.labels, now.labels)
        for was, now in zip_longest(old, new)
    )


def _same_words(old: Texts, new: Texts) -> bool:
    shared = old.wordings.keys() & new.wordings.keys()
    return bool(shared) and all(old.wordings[tag] == new.wordings[tag] for tag in shared)


def next_version(version: str) -> str:
    """Give the version that follows: the last number one higher."""
    *first, last = version.split(".")
    return ".".join([*first, str(int(last) + 1)])


def version_order(version: str) -> tuple[int, ...]:
    """Give what versions are sorted by: 1.10 comes after 1.9."""
    return tuple(map(int, version.split(".")))
