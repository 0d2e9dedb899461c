"""XLSX workbooks: a table to filter and sort, and a sheet that says what it is. For jobs alone.

Nothing in them runs: every text is a text, also one that looks like a formula or an address.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from django.utils import timezone
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from organisations.rules.sheets import runs

MOMENT = "dd-mm-yyyy hh:mm:ss"
LONGEST_SHEET_NAME = 31
A4 = 9
EVERYWHERE = "A1:XFD1048576"
NOT_IN_A_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
Cell = str | datetime


@dataclass(frozen=True, slots=True)
class Column:
    """A word above a column, and its width in characters. What is not printed stands behind what is."""

    head: str
    width: int
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Facts:
    """What a workbook is: its title, who had it made, and further facts (a word, and what it says)."""

    title: str
    author: str
    said: tuple[tuple[str, Cell], ...]


def workbook(facts: Facts, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a workbook. Moments are shown as of this country, without their offset: a workbook knows none.

    One row at a time is in memory; what is made before it is pressed lies in a file of this process alone.
    """
    paper = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(paper, options) as book:
        book.set_properties({"title": facts.title, "author": facts.author})
        writing = _Writing(book)
        _fill(writing, book.add_worksheet(_sheet_name(facts.title)), facts.title, columns, rows)
        _tell(writing, book.add_worksheet(_sheet_name(_("About this file"))), facts)
    return paper.getvalue()


class _Writing:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        self.head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.moment = book.add_format({"num_format": MOMENT, "align": "left", "valign": "top"})
        self.text = book.add_format({"valign": "top"})
        self.wrapped = book.add_format({"valign": "top", "text_wrap": True})
        self.quoted = book.add_format({"valign": "top", "quote_prefix": True})

    def put(self, sheet: Any, row: int, column: int, value: Cell, look: Any = None) -> None:
        """Write a cell; a text stays a text when somebody edits it, too."""
        if isinstance(value, datetime):
            sheet.write_datetime(row, column, timezone.localtime(value).replace(tzinfo=None), self.moment)
        elif value:
            sheet.write_string(row, column, _literal(value), look or (self.quoted if runs(value) else self.text))


def _fill(writing: _Writing, sheet: Any, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    _print_well(sheet, title)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
        writing.put(sheet, 0, number, column.head, writing.head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for number, value in enumerate(row):
            writing.put(sheet, last, number, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.print_area(0, 0, last, sum(column.printed for column in columns) - 1)


def _tell(writing: _Writing, sheet: Any, facts: Facts) -> None:
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, 26)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    writing.put(sheet, 0, 0, facts.title, writing.title)
    for number, (word, value) in enumerate(facts.said, start=2):
        writing.put(sheet, number, 0, word, writing.text)
        writing.put(sheet, number, 1, value, writing.wrapped)


def _print_well(sheet: Any, title: str) -> None:
    sheet.ignore_errors({"number_stored_as_text": EVERYWHERE})
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)  # inches
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    pages = _("Page %(number)s of %(count)s") % {"number": "&P", "count": "&N"}
    sheet.set_footer(f"&L&8{title.replace('&', '&&')}&R&8{pages}", {"margin": 0.3})


def _sheet_name(title: str) -> str:
    return title.translate(NOT_IN_A_SHEET_NAME)[:LONGEST_SHEET_NAME].strip("' ")


def _literal(text: str) -> str:
    """Return a text as the library writes it whole. What stands between <r> and </r> it would take for its own markup
    and write as it is: such a text is given to it as that markup, with the text in it.
    """  # noqa: D205 -- one thought
    if text.startswith("<r>") and text.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(text)}</t></r>'
    return text
