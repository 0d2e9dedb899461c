"""The format as a JSON Schema, for editors and for the words in messages."""

from functools import cache
from typing import Any

from instruments.definition.faults import Path
from instruments.definition.model import Definition

Schema = dict[str, Any]


@cache
def schema() -> Schema:
    """Give the JSON Schema (2020-12) of a definition file. Treat it as read-only."""
    described = Definition.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **described, "title": "Instrument definition"}


def part(path: Path) -> Schema:
    """Give the schema of one part of a file; empty when the format does not know the path."""
    found = schema()
    for step in path:
        found = _resolved(found)
        found = found.get("items", {}) if isinstance(step, int) else _member(found, step)
    return {**_resolved(found), **found}


def _member(found: Schema, key: str) -> Schema:
    """Of an object by key; in a group of texts every key is a language and has the one pattern there is."""
    patterns: Schema = found.get("patternProperties", {})
    member: Schema = found.get("properties", {}).get(key) or next(iter(patterns.values()), {})
    return member


def _resolved(found: Schema) -> Schema:
    """Follow a reference; of alternatives take the first, since the others here are only `null`."""
    if "anyOf" in found:
        found = found["anyOf"][0]
    if "$ref" in found:
        found = schema()["$defs"][found["$ref"].rpartition("/")[2]]
    return found
