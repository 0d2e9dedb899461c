"""Every text and every picture of a definition, wherever it stands."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache

from pydantic import BaseModel

from instruments.definition.answering import Picture
from instruments.definition.faults import Path
from instruments.definition.model import Definition
from instruments.definition.texts import Texts

PLAIN = (str, int, float, Enum, date, type(None))
"""What holds nothing further."""


def texts_in(definition: Definition) -> Iterator[tuple[Path, Texts]]:
    """Give every text with its path, in the order of the format."""
    return ((path, part) for path, part in _parts(definition, ()) if isinstance(part, Texts))


def pictures_in(definition: Definition) -> Iterator[tuple[Path, str]]:
    """Give the key of every picture that is named, with its path."""
    for path, part in _parts(definition, ()):
        if isinstance(part, Picture):
            yield (*path, "key"), part.key
        elif isinstance(part, str):
            yield path, part


def _parts(part: object, path: Path) -> Iterator[tuple[Path, object]]:
    """Everything in a part that holds something, and the plain keys of pictures; fields are called as in the file."""
    for name, held in _held(part):
        if not isinstance(held, PLAIN) or (name == "picture" and held is not None):
            inner = (*path, name)
            yield inner, held
            yield from _parts(held, inner)


def _held(part: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(part, tuple):
        yield from enumerate(part)
    elif isinstance(part, Mapping):
        yield from ((name.value if isinstance(name, Enum) else name, held) for name, held in part.items())
    elif isinstance(part, BaseModel) and not isinstance(part, Texts):
        yield from ((name, getattr(part, name)) for name in _fields(type(part)))


@cache
def _fields(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(model.model_fields)
