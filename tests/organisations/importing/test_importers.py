"""The contract that every registered roster importer keeps, whoever wrote it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instruments.registry import DuplicateNameError, Registry
from organisations.importing.base import RosterImporter, RosterRefusedError, Table
from organisations.importing.contrib.csv import CsvImporter
from organisations.importing.registry import importers


@pytest.mark.parametrize("importer", importers, ids=lambda importer: importer.name)
@given(content=st.binary(max_size=300))
def test_an_importer_gives_a_table_or_refuses_and_never_crashes(importer: RosterImporter, content: bytes) -> None:
    if not importer.accepts(content):
        return
    try:
        table = importer.read(content)
    except RosterRefusedError:
        return
    assert isinstance(table, Table)
    numbers = [line.number for line in (table.header, *table.lines)]
    assert numbers == sorted(numbers)


def test_there_is_an_importer_and_no_two_of_one_name() -> None:
    assert "csv" in importers
    own: Registry[RosterImporter] = Registry("roster importer")
    own.register(CsvImporter())
    with pytest.raises(DuplicateNameError):
        own.register(CsvImporter())
