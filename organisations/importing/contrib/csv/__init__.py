"""Comma-separated values, as spreadsheets and client records write them."""

from organisations.importing.base import Table
from organisations.importing.contrib.csv.decoding import decode, is_text
from organisations.importing.contrib.csv.table import read_table


class CsvImporter:
    """Reads CSV with `;`, `,` or tab, in UTF-8, UTF-16 or Windows-1252, with or without a byte-order mark."""

    name = "csv"

    def accepts(self, content: bytes) -> bool:
        """Say whether these bytes are text."""
        return is_text(content)

    def read(self, content: bytes) -> Table:
        """Return the table; raises `RosterRefusedError`."""
        return read_table(decode(content))


plugin = CsvImporter()
