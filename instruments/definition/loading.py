"""The one door through which a definition comes in: bytes become a frozen Definition, or a list of faults."""

import json
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from instruments.definition import yaml_tree
from instruments.definition.checks import problems
from instruments.definition.faults import DefinitionError, Fault, Problem, path_text
from instruments.definition.model import Definition
from instruments.definition.shape import shape_problems

MAX_FAULTS = 100
"""More than anybody mends in one go; a hostile file has thousands."""


def load_bytes(content: bytes, *, file: str) -> Definition:
    """Read a definition from a file's content. `file` is its name in messages. Raises DefinitionError."""
    try:
        source = yaml_tree.read(content)
    except yaml_tree.UnreadableError as error:
        raise DefinitionError([_fault(file, error.line, error.problem)]) from error
    try:
        definition = Definition.model_validate_json(json.dumps(source.tree))
    except ValidationError as error:
        found = list(islice(shape_problems(error, source.tree), MAX_FAULTS))
    else:
        found = list(islice(problems(definition), MAX_FAULTS))
        if not found:
            return definition
    raise DefinitionError([_fault(file, source.line(problem.path), problem) for problem in found])


def load_file(path: Path) -> Definition:
    """Read a definition file. Raises DefinitionError, also when the file cannot be opened."""
    try:
        with path.open("rb") as file:
            content = file.read(yaml_tree.MAX_BYTES + 1)
    except OSError as error:
        unopened = Problem((), f"The file cannot be opened: {error.strerror}.", "Check its name and your rights.")
        raise DefinitionError([_fault(str(path), 1, unopened)]) from error
    return load_bytes(content, file=str(path))


def validate_file(path: Path) -> list[Fault]:
    """Give everything that is wrong with a definition file; an empty list when it can be published."""
    try:
        load_file(path)
    except DefinitionError as error:
        return error.faults
    return []


def _fault(file: str, line: int, problem: Problem) -> Fault:
    return Fault(file=file, line=line, path=path_text(problem.path), message=problem.message, fix=problem.fix)
