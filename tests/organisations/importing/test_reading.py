"""What a file says: every way in which spreadsheets write it, and every mistake told per line."""

import codecs
import io
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.choices import ClientGroup, Law, Product, RepresentationBasis
from organisations.importing import read_roster
from organisations.importing.base import PersonRow, Roster, RosterRefusedError
from organisations.importing.columns import BY_NAME, plain
from tests.organisations.importing.files import RELATIVE, SAM, csv_file, csv_text

TODAY = date(2026, 11, 1)
PAT = {**SAM, "clientnummer": "3002", "voornaam": "Zoë"}


def read(content: bytes) -> Roster:
    return read_roster(content, on=TODAY)


def only_row(content: bytes) -> PersonRow:
    roster = read(content)
    assert roster.faults == ()
    (row,) = roster.rows
    return row


def titled(name: str) -> str:
    """Return how a column is called in messages, by its name in the file."""
    return str(BY_NAME[plain(name)].title)


def test_a_line_becomes_a_person() -> None:
    row = only_row(csv_file(SAM))
    assert (row.line, row.number, row.first_name, row.birth_date) == (2, "3001", "Sam", date(1990, 5, 17))
    assert (row.law, row.product, row.client_group) == (Law.WLZ, Product.LIVING, ClientGroup.LVB)
    assert (row.profile, row.relatives) == ((), ())


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_separator_and_encoding_reads_the_same(separator: str, encoding: str) -> None:
    row = only_row(csv_file(PAT, separator=separator, encoding=encoding))
    assert row.first_name == "Zoë"


def test_utf16_big_endian_with_its_mark_is_read() -> None:
    assert only_row(codecs.BOM_UTF16_BE + csv_text(PAT).encode("utf-16-be")).first_name == "Zoë"


def test_english_names_and_words_are_understood() -> None:
    english = (
        "Client number,First name,Last name,Birth date,Unit,Since,Law,Product,Client group,Style,Points\n"
        "1,Ann,Day,31-12-2000,De Linde,1/2/2024,pgb,day activities,youth,faces,3\n"
    )
    row = only_row(english.encode())
    assert (row.birth_date, row.since, row.product) == (date(2000, 12, 31), date(2024, 2, 1), Product.DAY)
    assert dict(row.profile) == {"style": "faces", "scale_points": 3}


def test_excels_separator_hint_and_blank_lines_keep_the_line_numbers_right() -> None:
    text = "sep=;\r\n" + csv_text(SAM, {**PAT, "wet": "?"}).replace("\r\n3002", "\r\n;;;;;;;;\r\n\r\n3002")
    (fault,) = read(text.encode()).faults
    assert (fault.line, fault.column) == (6, titled("wet"))


def test_a_relative_is_read_and_may_be_half_silent_on_answering() -> None:
    (relative,) = only_row(csv_file({**SAM, **RELATIVE})).relatives
    assert (relative.name, relative.basis, relative.may_answer) == ("Lea Groen", RepresentationBasis.PARENT, True)
    (silent,) = only_row(csv_file({**SAM, **RELATIVE, "naaste 1 mag antwoorden": ""})).relatives
    assert silent.may_answer is None


def test_both_parents_are_people_apart() -> None:
    other = {name.replace("1", "2"): value for name, value in RELATIVE.items()} | {"naaste 2 nummer": "9002"}
    assert [one.number for one in only_row(csv_file({**SAM, **RELATIVE, **other})).relatives] == ["9001", "9002"]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("geboortedatum", "2027-01-01"),
        ("geboortedatum", "31-02-2001"),
        ("geboortedatum", "1-1-01"),
        ("geboortedatum", "1899-01-01"),
        ("geboortedatum", "1900-01-01"),
        ("geboortedatum", ""),
        ("sinds", "1980-01-01"),
        ("voornaam", "=cmd|'/c calc'!A0"),
        ("voornaam", "  @SUM(A1)"),
        ("achternaam", "+31 6"),
        ("achternaam", "-"),
        ("achternaam", "＝1"),
        ("achternaam", "a\x00b"),
        ("achternaam", "a\nb"),
        ("achternaam", "x" * 121),
        ("clientnummer", "x" * 41),
        ("wet", "Zvw"),
        ("product", "huis"),
        ("cliëntgroep", "groep"),
        ("naaste 1 e-mail", "geen adres"),
        ("antwoordvorm", "sterren"),
        ("punten", "7"),
        ("taal", "Nederlands"),
    ],
)
def test_a_wrong_cell_is_told_with_line_and_column(column: str, cell: str) -> None:
    faults = read(csv_file(SAM, {**PAT, column: cell})).faults
    assert (3, titled(column)) in {(fault.line, fault.column) for fault in faults}
    assert {fault.line for fault in faults} == {3}
    assert all(fault.message and fault.fix for fault in faults)


def test_a_relative_that_is_begun_must_be_complete() -> None:
    faults = read(csv_file({**SAM, **RELATIVE, "naaste 1 naam": "", "naaste 1 grond": ""})).faults
    assert [(fault.line, fault.column) for fault in faults] == [(2, "naaste 1 naam"), (2, "naaste 1 grond")]


def test_every_fault_of_a_line_is_told_at_once() -> None:
    faults = read(csv_file({**SAM, "geboortedatum": "?", "wet": "?", "eenheid": ""})).faults
    assert len(faults) == 3


def test_an_unknown_column_is_told_once_and_a_bsn_has_no_place_here() -> None:
    faults = read(csv_file({**SAM, "BSN": "123456782"}, {**PAT, "BSN": "1"})).faults
    assert [(fault.line, fault.column) for fault in faults] == [(1, "BSN")]
    assert "BSN" in faults[0].fix


def test_a_missing_and_a_doubled_column_are_told() -> None:
    text = csv_text(SAM).replace("achternaam", "voornaam", 1)
    assert [fault.line for fault in read(text.encode()).faults] == [1, 1]


def test_a_cell_too_many_is_told() -> None:
    text = csv_text(SAM).rstrip() + ";over\r\n"
    assert [fault.line for fault in read(text.encode()).faults] == [2]


def test_quotes_that_do_not_match_are_told_with_the_line() -> None:
    text = csv_text(SAM, PAT).replace("\r\n3002", '\r\n"3002')
    assert [fault.line for fault in read(text.encode()).faults] == [3]


SHEET = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<worksheet><sheetData><row><c t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>"""


def workbook(sheet: bytes) -> bytes:
    """Return a real zip with a sheet in it, pressed as small as it goes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        made.writestr("xl/worksheets/sheet1.xml", sheet)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \r\n",
        b"\xef\xbb\xbf",
        csv_text().encode(),
        b"PK\x03\x04" + bytes(2000),
        workbook(SHEET),
        workbook(b"<row/>" * 1_000_000),
        bytes(range(256)) * 8,
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        codecs.BOM_UTF16_LE + b"\x00\xd8" * 40,
        b"a" * 5_000_001,
        csv_text().encode() + b"x;\r\n" * 20_001,
    ],
    ids=["empty", "blank", "mark", "header", "xlsx", "entity", "million", "binary", "png", "surrogates", "big", "long"],
)
def test_a_file_that_is_no_list_of_people_is_refused_kindly(content: bytes) -> None:
    with pytest.raises(RosterRefusedError) as refused:
        read(content)
    assert str(refused.value)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_and_never_crash(content: bytes) -> None:
    try:
        read(content)
    except RosterRefusedError:
        return


@given(st.lists(st.lists(st.text(max_size=12), max_size=11), min_size=1, max_size=6))
def test_any_cells_give_faults_and_never_crash(lines: list[list[str]]) -> None:
    body = "\r\n".join(";".join(cells) for cells in lines)
    try:
        roster = read((csv_text(SAM) + body).encode("utf-8", "replace"))
    except RosterRefusedError:
        return
    assert roster.rows or roster.faults
