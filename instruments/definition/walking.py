"""Every text and every picture of a definition, wherever it stands."""

from collections.abc import Iterator, Mapping
from enum import Enum

from pydantic import BaseModel

from instruments.definition.answering import Picture
from instruments.definition.faults import Path
from instruments.definition.model import Definition
from instruments.definition.texts import Texts


def texts_in(definition: Definition) -> Iterator[tuple[Path, Texts]]:
    """Give every text with its path, in the order of the format."""
    return ((path, part) for path, part in _parts(definition, ()) if isinstance(part, Texts))


def pictures_in(definition: Definition) -> Iterator[tuple[Path, str]]:
    """Give the key of every picture that is named, with its path."""
    for path, part in _parts(definition, ()):
        if isinstance(part, Picture):
            yield (*path, "key"), part.key
        elif path[-1:] == ("picture",) and isinstance(part, str):
            yield path, part


def _parts(part: object, path: Path) -> Iterator[tuple[Path, object]]:
    """A part and all that it holds; the fields that hold texts and pictures are called as in the file."""
    yield path, part
    for name, held in _held(part):
        yield from _parts(held, (*path, name))


def _held(part: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(part, Texts):
        return
    if isinstance(part, BaseModel):
        yield from ((name, getattr(part, name)) for name in type(part).model_fields)
    elif isinstance(part, tuple):
        yield from enumerate(part)
    elif isinstance(part, Mapping):
        yield from ((name.value if isinstance(name, Enum) else name, held) for name, held in part.items())
