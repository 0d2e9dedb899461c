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
    """Give the schema of one part of a file, the first where there are alternatives; empty for an unknown path."""
    alternatives = _alternatives(path)
    return alternatives[0] if alternatives else {}


def keys(path: Path) -> tuple[str, ...]:
    """Give the keys that a part of a file may have, in any of its alternatives."""
    return tuple(key for found in _alternatives(path) for key in found.get("properties", {}))


def names(path: Path) -> Schema:
    """Give the schema of the keys of a part of a file whose keys are free."""
    found = (found["propertyNames"] for found in _alternatives(path) if "propertyNames" in found)
    return next((described for name in found for described in _resolved(name)), {})


def _alternatives(path: Path) -> list[Schema]:
    found = _resolved(schema())
    for step in path:
        members = [member for group in found for member in _members(group, step)]
        found = [described for member in members for described in _resolved(member)]
    return found


def _members(found: Schema, step: str | int) -> list[Schema]:
    """An item of a list, or a member of a group by key; where keys are free, all have the one schema there is."""
    if isinstance(step, int):
        return [found["items"]] if "items" in found else []
    if step in found.get("properties", {}):
        return [found["properties"][step]]
    free = [*found.get("patternProperties", {}).values(), found.get("additionalProperties")]
    return [member for member in free if isinstance(member, dict)]


def _resolved(found: Schema) -> list[Schema]:
    """Follow references and alternatives; what is said beside a reference goes before what it refers to."""
    if "anyOf" in found:
        return [described for one in found["anyOf"] for described in _resolved(one) if one.get("type") != "null"]
    if "$ref" not in found:
        return [found]
    return [{**described, **found} for described in _resolved(schema()["$defs"][found["$ref"].rpartition("/")[2]])]
