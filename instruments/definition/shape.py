"""Puts pydantic's findings on the shape of a file into words that say how to mend it."""

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from instruments.definition import schema
from instruments.definition.faults import Path, Problem
from instruments.definition.yaml_tree import Tree

PLAIN = {
    "Input should": "This should",
    "String should": "This should",
    "Tuple": "The list",
    "a valid string": "text",
    "a valid array": "a list",
    "an object": "a group of keys",
}
"""Pydantic's words, and ours."""

TYPES = {
    "string": "text, in quotes when YAML takes it for something else",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list, each item after a hyphen",
    "object": "a group of keys, each with a value",
}


def shape_problems(error: ValidationError, tree: Tree) -> Iterator[Problem]:
    """Give one problem per part of the file whose keys or types are wrong."""
    told = set()
    for details in error.errors(include_url=False):
        problem = _problem(details, tree)
        if problem.path not in told and not _is_echo(details, problem.path):
            told.add(problem.path)
            yield problem


def _is_echo(details: ErrorDetails, path: Path) -> bool:
    """Whether another problem already says it.

    A list is called too short when its items were refused, each of which is told by itself. Where a text or a group is
    allowed, a group is also called no text; a location that is longer than the path names the alternative.
    """
    if details["type"] == "too_short":
        return bool(len(details["input"]) >= details["ctx"]["min_length"])
    return details["type"] == "string_type" and isinstance(details["input"], dict) and len(path) < len(details["loc"])


def _problem(details: ErrorDetails, tree: Tree) -> Problem:
    path = _path_in(tree, details["loc"])
    if details["type"] == "extra_forbidden":
        return Problem(path, f"The key '{path[-1]}' is not known here.", _known_instead(path))
    if details["type"] == "missing":
        missing = (*path, details["loc"][-1])
        return Problem(missing, f"'{missing[-1]}' is missing.", f"Add it: {_expected(missing)}.")
    if details["loc"][-1:] == ("[key]",):
        fix = f"Write {_said(schema.names(path[:-1]))}."
        return Problem(path, f"The key '{path[-1]}' is not written in the right form.", fix)
    return Problem(path, _message(details), f"Write {_expected(path)}.")


def _message(details: ErrorDetails) -> str:
    if details["type"] == "string_pattern_mismatch":
        return f"{json.dumps(details['input'], ensure_ascii=False)[:80]} is not written in the right form."
    message = details["msg"]
    for theirs, ours in PLAIN.items():
        message = message.replace(theirs, ours)
    return f"{message}."


def _path_in(tree: Tree, loc: Path) -> Path:
    """Keep the steps of a location that exist in the file; pydantic adds the names of types it tried."""
    path: Path = ()
    for step in loc:
        members = _members(tree)
        if step in members:
            tree = members[step]
            path = (*path, step)
    return path


def _members(tree: Tree) -> Mapping[Any, Tree]:
    if isinstance(tree, dict):
        return tree
    return dict(enumerate(tree)) if isinstance(tree, list) else {}


def _known_instead(path: Path) -> str:
    known = list(schema.keys(path[:-1]))
    near = get_close_matches(str(path[-1]), known, n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Remove it. Known here: {', '.join(known)}."


def _expected(path: Path) -> str:
    return _said(schema.part(path))


def _said(described: schema.Schema) -> str:
    if "enum" in described:
        return "one of " + ", ".join(map(str, described["enum"]))
    if "const" in described:
        return str(described["const"])
    if any("anyOf" in member for member in described.get("patternProperties", {}).values()):
        return "the text per language, such as {nl: Ja, en: 'Yes'}"
    if "properties" in described:
        return "the keys " + ", ".join(described["properties"])
    return str(described.get("description") or TYPES.get(described.get("type", ""), "what docs/instruments.md says"))
