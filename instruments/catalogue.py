"""The instruments that exist: ours, one folder each in `contrib/`, and those of installed packages."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from instruments.base import Instrument
from instruments.definition.model import Definition
from instruments.registry import Registry

CONTRIB = Path(__file__).parent / "contrib"


@cache
def instruments() -> Registry[Instrument]:
    """Give the one registry of instruments. Raises DuplicateNameError when two share a name."""
    registry = Registry[Instrument]("instrument")
    for path in sorted(CONTRIB.glob("*/definition.yaml")):
        registry.register(Instrument(path.parent.name, path))
    registry.register_entry_points("clientvoice.instruments")
    return registry


@cache
def builtin() -> Mapping[str, Definition]:
    """Give the definition of every registered instrument by key, each read once. Raises DefinitionError."""
    return MappingProxyType({instrument.name: instrument.definition for instrument in instruments()})
