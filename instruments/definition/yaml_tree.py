"""Reads the small and harmless part of YAML that a definition needs, and remembers in which line everything stands.

The file may come from anybody, so the parser's events are taken one by one and whatever a definition never needs is
refused at once: aliases (a few lines of them can grow to gigabytes), tags, several documents, deep nesting.
Plain words mean what they look like: only `true`, `false`, `null`, `~` and numbers are not text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from instruments.definition.faults import Path, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
MAX_PARTS = 50_000

Tree = dict[str, "Tree"] | list["Tree"] | str | int | float | bool | None

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Of the two parsers the one in C, where it was built."""
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]{1,15}")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class UnreadableError(Exception):
    """The file is not a readable definition; says where and why."""

    def __init__(self, line: int, problem: Problem) -> None:
        """Keep the line, counted from 1, and the problem."""
        super().__init__(problem.message)
        self.line = line
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Source:
    """What a file says, and the line of each part of it."""

    tree: Tree
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """Line of this part of the file, or of the nearest part around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read(content: bytes) -> Source:
    """Read a file's bytes. Raises UnreadableError when it is not YAML, or YAML that no definition needs."""
    if len(content) > MAX_BYTES:
        raise _unreadable(
            1, f"The file is larger than {MAX_BYTES // 1000} kB.", "A definition is a short text: split it."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _unreadable(line, "The file is not UTF-8 text.", "Save it as UTF-8.") from error
    return _Reader(text).source()


def _unreadable(line: int, message: str, fix: str, path: Path = ()) -> UnreadableError:
    return UnreadableError(line, Problem(path, message, fix))


@dataclass
class _Reader:
    """Builds the tree out of the parser's events."""

    text: str
    lines: dict[Path, int] = field(default_factory=dict)

    def source(self) -> Source:
        events = self._events()
        first = next(events, None)
        if first is None:
            raise _unreadable(1, "The file is empty.", "Start from the example in docs/instruments.md.")
        tree = self._node(first, events, ())
        if (second := next(events, None)) is not None:
            line = second.start_mark.line + 1
            raise _unreadable(line, "The file holds more than one document.", "Remove all after the second '---'.")
        return Source(tree, self.lines)

    def _events(self) -> Iterator[Any]:
        frame = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
        try:
            for event in yaml.parse(self.text, Loader=LOADER):
                if not isinstance(event, frame):
                    yield event
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            reason = f"This is not YAML: {error.problem}."
            fix = "Check the indentation, and put quotes around texts with signs such as : # { or }."
            raise _unreadable(self._line(mark), reason, fix) from error
        except (yaml.YAMLError, UnicodeEncodeError) as error:
            raise _unreadable(1, "The file holds characters that YAML does not allow.", "Remove them.") from error

    def _line(self, mark: Any) -> int:
        """Line of a mark, counted from 1; the parser puts what is missing at the end after the last line."""
        return min(mark.line + 1, max(1, len(self.text.splitlines()))) if mark else 1

    def _node(self, event: Any, events: Iterator[Any], path: Path) -> Tree:
        line = event.start_mark.line + 1
        self.lines.setdefault(path, line)
        if len(self.lines) > MAX_PARTS:
            raise _unreadable(
                line, f"The file has more than {MAX_PARTS} parts.", "A definition is a short text: split it."
            )
        _refuse_tricks(event, line, path)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event, line, path)
        build: Callable[[Iterator[Any], Path], Tree]
        build = self._mapping if isinstance(event, yaml.MappingStartEvent) else self._sequence
        return build(events, path)

    def _sequence(self, events: Iterator[Any], path: Path) -> Tree:
        items: list[Tree] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], path: Path) -> Tree:
        mapping: dict[str, Tree] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = _key(event, path)
            line = event.start_mark.line + 1
            if key in mapping:
                raise _unreadable(line, f"The key {key!r} stands here twice.", "Remove one of the two.", (*path, key))
            self.lines[(*path, key)] = line
            mapping[key] = self._node(next(events), events, (*path, key))
        return mapping


def _refuse_tricks(event: Any, line: int, path: Path) -> None:
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise _unreadable(line, "Anchors (&) and aliases (*) are not allowed.", "Write the text out in full.", path)
    if event.tag is not None:
        raise _unreadable(line, "Tags (!) are not allowed.", "Remove the tag; put quotes around text.", path)
    if len(path) >= MAX_DEPTH:
        raise _unreadable(line, f"This is nested deeper than {MAX_DEPTH} levels.", "No definition needs that.", path)


def _key(event: Any, path: Path) -> str:
    line = event.start_mark.line + 1
    _refuse_tricks(event, line, path)
    if not isinstance(event, yaml.ScalarEvent):
        raise _unreadable(line, "A key must be a word.", "Write it as 'key: value'.", path)
    return _storable(str(event.value), line, path)


def _scalar(event: Any, line: int, path: Path) -> str | int | float | bool | None:
    value = _storable(str(event.value), line, path)
    if not event.implicit[0]:
        return value
    if value in _WORDS:
        return _WORDS[value]
    if _INTEGER.fullmatch(value):
        return int(value)
    return float(value) if _DECIMAL.fullmatch(value) else value


def _storable(value: str, line: int, path: Path) -> str:
    if _UNSTORABLE.search(value):
        raise _unreadable(
            line, "This holds a character that cannot be stored.", "Remove \\0 and lone surrogates.", path
        )
    return value
