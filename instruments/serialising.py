"""The one way a definition is written down: the same content always gives the same characters and the same hash."""

import json
from hashlib import sha256 as _sha256
from typing import Any

from instruments.definition.model import Definition


def to_json(definition: Definition) -> dict[str, Any]:
    """Give the definition as plain JSON data, for storage.

    What has its default value is left out, so that a field added to the format later changes no stored hash.
    """
    return definition.model_dump(mode="json", exclude_defaults=True)


def from_json(data: object) -> Definition:
    """Read what `to_json` gave. Raises pydantic's ValidationError for anything else."""
    return Definition.model_validate_json(json.dumps(data))


def canonical_json(definition: Definition) -> str:
    """Write the definition with sorted keys and no blanks."""
    return json.dumps(to_json(definition), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(definition: Definition) -> str:
    """Give the hash of the definition: 64 hexadecimal digits over its canonical JSON in UTF-8."""
    return _sha256(canonical_json(definition).encode()).hexdigest()
