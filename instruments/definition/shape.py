"""Puts pydantic's findings on the shape of a file into words that say how to mend it."""

import json
from collections.abc import Iterator
from difflib import get_close_matches

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from instruments.definition import schema
from instruments.definition.faults import Path, Problem
from instruments.definition.yaml_tree import Tree


def shape_problems(error: ValidationError, tree: Tree) -> Iterator[Problem]:
    """Give one problem per part of the file whose keys or types are wrong."""
    told = set()
    for details in error.errors(include_url=False):
        problem = _problem(details, tree)
        if problem.path not in told and not _is_echo(details):
            told.add(problem.path)
            yield problem


def _is_echo(details: ErrorDetails) -> bool:
    """Whether a list is only called too short because its items were refused, each of which is told by itself."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _problem(details: ErrorDetails, tree: Tree) -> Problem:
    path = _path_in(tree, details["loc"])
    if details["type"] == "extra_forbidden":
        return Problem(path, f"The key '{path[-1]}' is not known here.", _known_instead(path))
    if details["type"] == "missing":
        missing = details["loc"][-1]
        return Problem((*path, missing), f"'{missing}' is missing.", _expected((*path, missing), "Add it"))
    return Problem(path, _message(details), _expected(path, "Write it as"))


def _message(details: ErrorDetails) -> str:
    if details["type"] == "string_pattern_mismatch":
        return f"{json.dumps(details['input'], ensure_ascii=False)[:80]} is not written in the right form."
    return details["msg"].replace("Input should", "This should").replace("Tuple", "The list") + "."


def _path_in(tree: Tree, loc: Path) -> Path:
    """Keep the part of a location that exists in the file; pydantic adds the names of types it tried."""
    path: Path = ()
    for step in loc:
        if isinstance(tree, dict) and isinstance(step, str) and step in tree:
            tree = tree[step]
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
        else:
            break
        path = (*path, step)
    return path


def _known_instead(path: Path) -> str:
    known = list(schema.part(path[:-1]).get("properties", {}))
    near = get_close_matches(str(path[-1]), known, n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Remove it. Known here: {', '.join(known)}."


def _expected(path: Path, lead: str) -> str:
    described = schema.part(path)
    words = described.get("description") or _type_words(described)
    return f"{lead}: {words.splitlines()[0].rstrip('.')}."


def _type_words(described: schema.Schema) -> str:
    if "enum" in described:
        return "one of " + ", ".join(map(str, described["enum"]))
    if "const" in described:
        return str(described["const"])
    words = {
        "string": "text, in quotes when YAML takes it for something else",
        "integer": "a whole number",
        "number": "a number",
        "boolean": "true or false",
        "array": "a list",
        "object": "keys with values",
    }
    return words.get(described.get("type", ""), "see docs/instruments.md")
