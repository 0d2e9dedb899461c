"""The drawings that questions, answers and screens may show: for each key what it shows, its licence and its maker."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from instruments.definition.texts import Labels

HERE = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Group(StrEnum):
    """What a drawing is for."""

    FACE = "face"
    THUMB = "thumb"
    CHANGE = "change"
    THEME = "theme"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing. `alt` says in Dutch and English what is seen; `licence` is an SPDX identifier."""

    key: str
    group: Group
    alt: Labels
    licence: str
    credit: str

    @property
    def path(self) -> Path:
        """Its SVG source."""
        return HERE / "drawings" / f"{self.key}.svg"


@cache
def drawings() -> Mapping[str, Drawing]:
    """Give every drawing by key, in the order of the catalogue, read once."""
    written = yaml.load((HERE / "catalogue.yaml").read_bytes(), _LOADER)  # noqa: S506 - a safe loader, and our own file
    own = {name: written[name] for name in ("licence", "credit")}
    found = {key: _drawing(key, {**own, **entry}) for key, entry in written["drawings"].items()}
    return MappingProxyType(found)


def _drawing(key: str, entry: dict[str, Any]) -> Drawing:
    return Drawing(key, Group(entry["group"]), Labels(entry["alt"]), entry["licence"], entry["credit"])
