"""The drawings that questions, answers and screens may show: for each key what it shows, its licence and its maker."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from instruments.definition.texts import Labels, Unchecked

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
    """One drawing. `alt` says what is seen, in Dutch and English and, unchecked, in further languages.

    licence: an SPDX identifier.
    """

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
    written, translated = _written("catalogue.yaml"), _written("translations.yaml")["drawings"]
    own = {name: written[name] for name in ("licence", "credit")}
    drawn = written["drawings"].items()
    return MappingProxyType({key: _drawing(key, {**own, **entry}, translated.get(key, {})) for key, entry in drawn})


def _written(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.load((HERE / name).read_bytes(), _LOADER)  # noqa: S506 - a safe loader, and our own file
    return read


def _drawing(key: str, entry: dict[str, Any], translated: Mapping[str, str]) -> Drawing:
    unchecked = {language: Unchecked(unchecked=text) for language, text in translated.items()}
    alt = Labels({**entry["alt"], **unchecked})
    return Drawing(key, Group(entry["group"]), alt, entry["licence"], entry["credit"])
