"""The contract of an instrument plug-in.

An instrument SHALL have a name, which is the key of its definition, and the path of a definition file. Nothing else:
what it asks and how stands in the file.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from instruments.definition.loading import load_file
from instruments.definition.model import Definition


@dataclass(frozen=True)
class Instrument:
    """An instrument that comes with the project or with an installed package."""

    name: str
    path: Path

    @cached_property
    def definition(self) -> Definition:
        """What the file says, read once. Raises DefinitionError."""
        return load_file(self.path)
