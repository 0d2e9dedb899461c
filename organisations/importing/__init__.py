"""Reading a file with people: from bytes to judged rows. Pure: no tables and no clock."""

from datetime import date

from django.utils.translation import gettext as _

from organisations.importing.base import MAX_BYTES, MAX_LINES, Roster, RosterImporter, RosterRefusedError
from organisations.importing.registry import importers
from organisations.importing.rows import judge


def read_roster(content: bytes, *, on: date) -> Roster:
    """Return what a file says about people, with a fault for everything that is not right on the day `on`.

    Raises `RosterRefusedError` for a file that is empty, too big, or of no known format.
    """
    if not content.strip():
        raise RosterRefusedError(
            _("This file is empty. Choose a file with a line of column names and a line per person.")
        )
    if len(content) > MAX_BYTES:
        raise RosterRefusedError(
            _("This file is larger than 5 MB. Split it into smaller files, for instance one per location.")
        )
    table = _importer_for(content).read(content)
    if len(table.lines) > MAX_LINES:
        raise RosterRefusedError(_("This file has more than 20,000 lines. Split it into smaller files."))
    return judge(table, on=on)


def _importer_for(content: bytes) -> RosterImporter:
    for importer in importers:
        if importer.accepts(content):
            return importer
    raise RosterRefusedError(
        _("This is not a text file with columns. Is it a workbook (Excel, LibreOffice)? Save it as CSV (UTF-8) first.")
    )
