"""What differs between two versions of an instrument, said in words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any

from pydantic import BaseModel

from instruments.definition.model import Condition, Definition
from instruments.definition.texts import Texts
from instruments.difference_words import CHANGED, FIELDS, IN_LANGUAGE, NO, PARTS, TOLD, WHOLE, YES

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
