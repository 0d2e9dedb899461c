"""The one door through which a definition comes in: bytes become a frozen Definition, or a list of faults."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from instruments.definition import yaml_tree
from instruments.definition.checks import problems
from instruments.definition.faults import DefinitionError, Fault, Level, Problem, path_text
from instruments.definition.model import Definition
from instruments.definition.shape import shape_problems
from instruments.language.lint import lint

MAX_FAULTS = 100
"""More than anybody mends in one go; a hostile file has thousands."""


@dataclass(frozen=True, slots=True)
class Review:
    """All that is to be said of a file. definition: None when its shape is wrong; usable only without faults."""

    definition: Definition | None
    faults: list[Fault]
    warnings: list[Fault]


def load_bytes(content: bytes, *, file: str, pictures: Collection[str] = ()) -> Definition:
    """Read a definition from a file's content. Raises DefinitionError.

    file: its name in messages. pictures: keys of an organisation's own pictures, beside the drawings of everybody.
    """
    read = _Read(file, content)
    definition = read.definition()
    if found := read.told(Level.FAULT, problems(definition, pictures)):
        raise DefinitionError(found)
    return definition


def load_file(path: Path) -> Definition:
    """Read a definition file. Raises DefinitionError, also when the file cannot be opened."""
    return load_bytes(_content(path), file=str(path))


def review_bytes(content: bytes, *, file: str, pictures: Collection[str] = ()) -> Review:
    """Read a file's content and say all there is to say: its faults, and warnings about its words. Never raises."""
    try:
        read = _Read(file, content)
        definition = read.definition()
    except DefinitionError as error:
        return Review(None, error.faults, [])
    faults = read.told(Level.FAULT, problems(definition, pictures))
    return Review(definition, faults, read.told(Level.WARNING, lint(definition)))


def review_file(path: Path, *, pictures: Collection[str] = ()) -> Review:
    """Say of a definition file all there is to say. Never raises."""
    try:
        content = _content(path)
    except DefinitionError as error:
        return Review(None, error.faults, [])
    return review_bytes(content, file=str(path), pictures=pictures)


def validate_file(path: Path) -> list[Fault]:
    """Give everything that is wrong with a definition file; an empty list when it can be published."""
    try:
        load_file(path)
    except DefinitionError as error:
        return error.faults
    return []


def _content(path: Path) -> bytes:
    """At most one byte more than is allowed, so that a large file is refused without being read."""
    try:
        with path.open("rb") as file:
            return file.read(yaml_tree.MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "its name is no name"
        unopened = Problem((), f"The file cannot be opened: {reason}.", "Check its name and your rights.")
        raise DefinitionError([_fault(Level.FAULT, str(path), 1, unopened)]) from error


class _Read:
    """The content of a file as a tree, from which problems get their lines."""

    def __init__(self, file: str, content: bytes) -> None:
        self.file = file
        try:
            self.source = yaml_tree.read(content)
        except yaml_tree.UnreadableError as error:
            raise DefinitionError([_fault(Level.FAULT, file, error.line, error.problem)]) from error

    def definition(self) -> Definition:
        try:
            return Definition.model_validate_json(json.dumps(self.source.tree))
        except ValidationError as error:
            raise DefinitionError(self.told(Level.FAULT, shape_problems(error, self.source.tree))) from error

    def told(self, level: Level, found: Iterable[Problem]) -> list[Fault]:
        some = islice(found, MAX_FAULTS)
        return [_fault(level, self.file, self.source.line(problem.path), problem) for problem in some]


def _fault(level: Level, file: str, line: int, problem: Problem) -> Fault:
    return Fault(level, file, line, path_text(problem.path), problem.message, problem.fix)
