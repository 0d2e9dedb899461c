"""Reading one cell. Each reader returns the value or raises `CellError`; an empty cell never reaches a reader."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

FORMULA_STARTS = tuple("=+-@＝＋－＠")
DAY_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})", re.ASCII),
)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{2,4})?", re.ASCII)
YES_OR_NO = {
    "ja": True,
    "j": True,
    "yes": True,
    "y": True,
    "1": True,
    "nee": False,
    "n": False,
    "no": False,
    "0": False,
}
MAX_EMAIL = 254
EARLIEST_YEAR = 1900
MOST_REPEATED = 40
"""How many characters of a wrong cell a message repeats."""

T = TypeVar("T")


class CellError(ValueError):
    """A cell is not right: what is wrong, and how to mend it, both in the reader's language."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


def clean(cell: str) -> str:
    """Return a cell without blanks around it, in composed letters. Raises `CellError` for what no cell may hold."""
    found = unicodedata.normalize("NFC", cell).strip(" \t\r\n\u00a0\ufeff")
    if found.startswith(FORMULA_STARTS):
        raise CellError(
            _("A cell may not begin with = + - or @: a spreadsheet would run it as a formula."),
            _("Write the plain value."),
        )
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in found):
        raise CellError(_("There is an invisible control character in this cell."), _("Type the value again."))
    if "\ufffd" in found:
        raise CellError(_("A letter in this cell is damaged."), _("Save the file as CSV (UTF-8) and correct the cell."))
    return found


def text(cell: str, *, longest: int) -> str:
    """Return a text of at most `longest` characters."""
    if len(cell) > longest:
        raise CellError(
            _("This is too long: %(length)s characters.") % {"length": len(cell)},
            _("Use at most %(longest)s characters.") % {"longest": longest},
        )
    return cell


def day(cell: str) -> date:
    """Return a date, written as 2026-05-31 or 31-05-2026."""
    for form in DAY_FORMS:
        if found := form.fullmatch(cell):
            return _real_day(cell, *(int(found[part]) for part in ("year", "month", "day")))
    raise CellError(_("“%(cell)s” is not a date.") % {"cell": _short(cell)}, _("Write it as 31-05-2026 or 2026-05-31."))


def _real_day(cell: str, year: int, month: int, day_of_month: int) -> date:
    if year < EARLIEST_YEAR:
        raise CellError(_("The year %(year)s is too long ago.") % {"year": year}, _("Correct the year."))
    try:
        return date(year, month, day_of_month)
    except ValueError:
        raise CellError(
            _("The date %(cell)s does not exist.") % {"cell": cell}, _("Correct the day or the month.")
        ) from None


def choice(cell: str, *, words: Mapping[str, T]) -> T:
    """Return what a word stands for; capitals and a final `+` do not matter."""
    found = words.get(re.sub(r"[\s_\-]+", " ", cell).casefold().removesuffix("+").strip())
    if found is None:
        raise CellError(
            _("“%(cell)s” is not one of the words for this column.") % {"cell": _short(cell)},
            _("Use one of: %(words)s.") % {"words": ", ".join(words)},
        )
    return found


def number(cell: str, *, least: int, most: int) -> int:
    """Return a whole number between two bounds, both included."""
    if not (re.fullmatch(r"\d{1,4}", cell, re.ASCII) and least <= int(cell) <= most):
        raise CellError(
            _("“%(cell)s” is not a number that fits here.") % {"cell": _short(cell)},
            _("Use a whole number from %(least)s to %(most)s.") % {"least": least, "most": most},
        )
    return int(cell)


def language(cell: str) -> str:
    """Return a language code such as `nl`, `en` or `ar`."""
    if not LANGUAGE.fullmatch(cell.lower()):
        raise CellError(
            _("“%(cell)s” is not a language code.") % {"cell": _short(cell)},
            _("Use two letters, for instance nl, en or ar."),
        )
    return cell.lower()


def email(cell: str) -> str:
    """Return an e-mail address."""
    try:
        validate_email(text(cell, longest=MAX_EMAIL))
    except ValidationError:
        raise CellError(
            _("“%(cell)s” is not an e-mail address.") % {"cell": _short(cell)}, _("Write it as name@example.org.")
        ) from None
    return cell


def yes_or_no(cell: str) -> bool:
    """Return True for yes, False for no."""
    return choice(cell, words=YES_OR_NO)


def _short(cell: str) -> str:
    """Return a cell, cut when it would fill the page."""
    return cell if len(cell) <= MOST_REPEATED else f"{cell[:MOST_REPEATED]}…"
