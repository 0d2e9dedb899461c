"""What can be asked. Pure Python; README.md names the other doors."""

from instruments.catalogue import builtin
from instruments.definition.loading import validate_file
from instruments.definition.schema import schema

__all__ = ["builtin", "schema", "validate_file"]
