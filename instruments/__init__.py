"""What can be asked. Pure Python; README.md names the other doors."""

from instruments.catalogue import builtin
from instruments.definition.loading import review_file, validate_file
from instruments.definition.schema import schema

__all__ = ["builtin", "review_file", "schema", "validate_file"]
