"""From cells to people: every line judged on its own, whatever the format of the file."""

import difflib
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from organisations.importing.base import Fault, Line, PersonRow, RelativeRow, Roster, Table
from organisations.importing.cells import CellError, clean
from organisations.importing.columns import BY_NAME, COLUMNS, PROFILE, RELATIVES, Column, plain

MAX_AGE_YEARS = 120
Values = Mapping[str, Any]


def judge(table: Table, *, on: date) -> Roster:
    """Return the people in a table, and a fault for everything that is not right; dates are judged as on the day `on`.

    With a wrong header nothing else is judged: its faults would return in every line.
    """
    columns, faults = _columns(table.header)
    if faults:
        return Roster(faults=tuple(faults))
    rows: list[PersonRow] = []
    units: list[tuple[int, str]] = []
    for line in table.lines:
        values, found = _judge_line(line, columns, on)
        if not found:
            rows.append(_person(line, values))
        elif "unit" in values:
            units.append((line.number, values["unit"]))
        faults += found
    return Roster(rows=tuple(rows), faults=(*faults, *table.faults), units_elsewhere=tuple(units))


def _columns(header: Line) -> tuple[list[Column | None], list[Fault]]:
    """Return the column of each header cell (None for an empty one), and what is wrong with the header."""
    columns = [BY_NAME.get(plain(name)) for name in header.cells]
    faults = [
        Fault(header.number, name.strip()[:60], _("This column is not known."), _mend_name(name))
        for name, column in zip(header.cells, columns, strict=True)
        if column is None and name.strip()
    ]
    found = [column for column in columns if column]
    for column in COLUMNS:
        if found.count(column) > 1:
            message = _("This column is there more than once.")
            faults.append(Fault(header.number, str(column.title), message, _("Keep one of them.")))
        if column.required and column not in found:
            fix = _("Add a column with the name “%(name)s”.") % {"name": column.names[0]}
            faults.append(Fault(header.number, str(column.title), _("This column is missing."), fix))
    return columns, faults


def _mend_name(name: str) -> str:
    """Say what to do with an unknown column: only what is needed may be in the file, and a BSN never."""
    if plain(name) in {"bsn", "burgerservicenummer", "sofinummer"}:
        return _("Remove it: a BSN is never stored here.")
    close = difflib.get_close_matches(plain(name), BY_NAME, n=1)
    if close:
        return _("Rename it to “%(name)s”, or remove it.") % {"name": close[0]}
    return _("Remove it: only columns that are used may be in the file.")


def _judge_line(line: Line, columns: list[Column | None], on: date) -> tuple[Values, list[Fault]]:
    values, faults = _values(line, columns)
    faults += _missing(line, values, faults)
    faults += _impossible_days(line, values, on)
    faults += [fault for nth in RELATIVES for fault in _half_relative(line, values, nth)]
    return values, faults


def _values(line: Line, columns: list[Column | None]) -> tuple[dict[str, Any], list[Fault]]:
    """Read the filled cells of a line, by the key of their column."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for position, raw in enumerate(line.cells):
        column = columns[position] if position < len(columns) else None
        try:
            cell = clean(raw)
            if cell:
                values.update(_value(column, cell))
        except CellError as error:
            title = str(column.title) if column else _("column %(number)s") % {"number": position + 1}
            faults.append(Fault(line.number, title, error.message, error.fix))
    return values, faults


def _value(column: Column | None, cell: str) -> dict[str, Any]:
    """Return what a filled cell says, by the key of its column."""
    if column is None:
        fix = _("Put a text with a separator in it between quotes.")
        raise CellError(_("This cell stands under no column name."), fix)
    return {column.key: column.read(cell)}


def _missing(line: Line, values: Values, faults: list[Fault]) -> list[Fault]:
    """Return a fault for each required column without a value, unless its cell was judged already."""
    judged = {fault.column for fault in faults}
    return [
        Fault(line.number, str(column.title), _("This cell is empty."), _("Fill it in."))
        for column in COLUMNS
        if column.required and column.key not in values and str(column.title) not in judged
    ]


def _impossible_days(line: Line, values: Values, on: date) -> list[Fault]:
    birth, since = values.get("birth_date"), values.get("since")
    fix = _("Correct the year, the month or the day.")
    title = _("date of birth")
    if birth and birth > on:
        return [Fault(line.number, title, _("This date of birth is in the future."), fix)]
    if birth and on.year - birth.year > MAX_AGE_YEARS:
        return [Fault(line.number, title, _("This person would be more than 120 years old."), fix)]
    if birth and since and since < birth:
        return [Fault(line.number, _("since"), _("This is before the date of birth."), fix)]
    return []


def _half_relative(line: Line, values: Values, nth: int) -> list[Fault]:
    """Return a fault for each thing that a relative, once begun, may not go without."""
    own = {column.key: column for column in COLUMNS if column.key.startswith(f"relative_{nth}_")}
    if not own.keys() & values.keys():
        return []
    needed = [own[f"relative_{nth}_{part}"] for part in ("number", "name", "basis")]
    return [
        Fault(
            line.number,
            column.names[0],
            _("This cell is empty."),
            _("Fill it in, or empty all cells of this relative."),
        )
        for column in needed
        if column.key not in values
    ]


def _person(line: Line, values: Values) -> PersonRow:
    given = {key: value for key, value in values.items() if not key.startswith("relative_")}
    profile = {column.key: given.pop(column.key) for column in PROFILE if column.key in given}
    relatives = tuple(_relative(values, nth) for nth in RELATIVES if f"relative_{nth}_number" in values)
    return PersonRow(line=line.number, profile=tuple(profile.items()), relatives=relatives, **given)


def _relative(values: Values, nth: int) -> RelativeRow:
    def of(part: str, otherwise: Any = None) -> Any:
        return values.get(f"relative_{nth}_{part}", otherwise)

    return RelativeRow(
        number=of("number"), name=of("name"), email=of("email", ""), basis=of("basis"), may_answer=of("may_answer")
    )
