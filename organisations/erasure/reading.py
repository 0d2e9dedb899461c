"""How an export is laid out for a reader: what is alike stands in columns, the rest under its own title."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from organisations.erasure.base import Entry, Section

LEAST_ROWS = 2
MOST_COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Columns:
    """Entries that are alike, as a table: the words above it and, for each entry, a cell under each of them."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section as it is laid out: in columns, or as entries. `left_out` entries stand in the whole export only."""

    title: str
    note: str
    columns: Columns | None
    entries: tuple[Entry, ...]
    left_out: int = 0


def chapters(sections: Iterable[Section], *, most: int | None = None) -> tuple[Chapter, ...]:
    """Lay out the sections that say something, each with at most `most` entries: the first ones."""
    return tuple(_chapter(section, most) for section in sections if section.entries or section.note)


def _chapter(section: Section, most: int | None) -> Chapter:
    shown = section.entries[:most]
    columns = in_columns(shown)
    entries = () if columns else shown
    return Chapter(section.title, section.note, columns, entries, len(section.entries) - len(shown))


def in_columns(entries: tuple[Entry, ...]) -> Columns | None:
    """Return entries as a table; None where one of them has a title, or where a table would be too thin or too wide."""
    heads = tuple({line.label: None for entry in entries for line in entry.lines})
    if len(entries) < LEAST_ROWS or not 0 < len(heads) <= MOST_COLUMNS or any(map(_stands_alone, entries)):
        return None
    return Columns(heads, tuple(_cells(heads, {line.label: line.text for line in entry.lines}) for entry in entries))


def _stands_alone(entry: Entry) -> bool:
    """Whether an entry has a title, or says two things under one word, which would be one cell."""
    return bool(entry.title) or len({line.label for line in entry.lines}) < len(entry.lines)


def _cells(heads: tuple[str, ...], said: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(said.get(head, "") for head in heads)
