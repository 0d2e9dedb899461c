"""From text to cells: finds the separator and where each line begins."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from organisations.importing.base import MAX_LINES, Fault, Line, RosterRefusedError, Table
from organisations.importing.columns import known_headers

SEPARATORS = ";,\t"


def read_table(text: str) -> Table:
    """Return the cells of every line that is not empty; raises `RosterRefusedError` when there is no line of people."""
    first, rest = _without_hint(text)
    lines: list[Line] = []
    faults: list[Fault] = []
    try:
        for line in _lines(rest, _separator(rest), first):
            lines.append(line)
            if len(lines) > MAX_LINES + 1:
                break
    except csv.Error:
        faults.append(_broken(lines[-1].number + 1 if lines else first))
    if not lines[1:] and not faults:
        raise RosterRefusedError(
            _("This file has no people in it: there must be a line of column names and a line per person.")
        )
    header = lines[0] if lines else Line(first, ())
    return Table(header=header, lines=tuple(lines[1:]), faults=tuple(faults))


def _without_hint(text: str) -> tuple[int, str]:
    """Drop Excel's `sep=;` line; return the number of the first line that counts, and the text from there."""
    hint, newline, rest = text.partition("\n")
    if newline and hint.strip().lower().startswith("sep="):
        return 2, rest
    return 1, text


def _separator(text: str) -> str:
    """Return the separator that yields the most known column names; `;` when none does."""
    return max(SEPARATORS, key=lambda separator: _names_found(text, separator))


def _names_found(text: str, separator: str) -> int:
    try:
        header = next(_lines(text, separator, 1))
    except (csv.Error, StopIteration):
        return 0
    return known_headers(header.cells)


def _lines(text: str, separator: str, first: int) -> Iterator[Line]:
    """Yield the lines that hold anything. Raises `csv.Error` at the first line whose quotes do not match."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = first
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield Line(start, tuple(cells))
        start = first + reader.line_num


def _broken(line: int) -> Fault:
    return Fault(
        line=line,
        column="",
        message=_("From here on the quotes do not match, so the lines cannot be told apart."),
        fix=_('Look for a single " in a cell, and remove it or write it twice.'),
    )
