"""Workbooks: a table that is filtered and printed well, and in which nothing runs, whatever somebody is called."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from organisations.rules.sheets import runs, safe_cell
from organisations.workbooks import Cell, Column, Facts, workbook

COLUMNS = (Column("wanneer", 20), Column("wie", 30, printed=False))
MOMENT = datetime(2026, 11, 22, 11, 4, 46, tzinfo=UTC)
FACTS = Facts("Inzageregister", "Ilse", (("Gemaakt voor", "=Ilse"), ("Gemaakt op", MOMENT)))
LONGEST = 32_767
HOSTILE = (
    "=cmd|'/c calc'!A0", "+31 6", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "  =1+1", "{=1}", "http://x.example/a",
    "mailto:a@b.nl", "file:///etc/passwd", "<r>x</r>", "<r><t>weg</t></r>", "<b onmouseover=alert(1)>", "</t></is></c>",
    "&amp;", "_x0041_", "a\x0bb", "\ufffe\uffff", "🙂 ت", "22-11-2026", "001", "TRUE", "#REF!",
)  # fmt: skip


def written(*texts: str) -> Any:
    """Return a workbook with these texts under each other, as another program reads it."""
    rows: list[tuple[Cell, ...]] = [(MOMENT, text) for text in texts]
    return load_workbook(io.BytesIO(workbook(FACTS, COLUMNS, rows)))


def test_every_text_stands_there_as_it_is_and_runs_nothing() -> None:
    sheet = written(*HOSTILE).worksheets[0]
    cells = [row[1] for row in sheet.iter_rows(min_row=2)]
    assert [unescape(cell.value) for cell in cells] == list(HOSTILE)
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    assert [cell.value for cell in cells if runs(cell.value) and not cell.quotePrefix] == []


@settings(max_examples=30, deadline=None)
@example("<r></r>")
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_text_comes_back(text: str) -> None:
    sheet = written(text).worksheets[0]
    assert unescape(sheet["B2"].value) == text


def test_nothing_in_it_refers_to_anything_outside() -> None:
    content = workbook(FACTS, COLUMNS, [(MOMENT, text) for text in HOSTILE])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = parts.namelist()
        text = "".join(parts.read(name).decode() for name in names)
    assert [name for name in names if "external" in name.lower() or "vba" in name.lower()] == []
    assert 'TargetMode="External"' not in text
    assert "<f>" not in text


def test_a_text_that_is_too_long_is_cut_and_the_rest_stands() -> None:
    sheet = written("a" * 40_000, "b").worksheets[0]
    assert (len(sheet["B2"].value), sheet["B3"].value) == (LONGEST, "b")


def test_the_table_is_made_to_be_searched_and_printed() -> None:
    sheet = written("a", "b").worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["wanneer", "wie"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:B3", "$1:$1")
    assert (sheet.page_setup.orientation, sheet.print_area) == ("landscape", "'Inzageregister'!$A$1:$A$3")
    assert "&P" in sheet.oddFooter.right.text


def test_it_says_what_it_is() -> None:
    book = written("a")
    about = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]
    assert about[0][0] == "Inzageregister"
    assert ["Gemaakt voor", "=Ilse"] in about
    assert (book.properties.title, book.properties.creator) == ("Inzageregister", "Ilse")


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (MOMENT, "2026-11-22 12:04:46"),
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), "2026-07-01 00:30:00"),
    ],
)
def test_moments_are_moments_here(at: datetime, shown: str) -> None:
    book = load_workbook(io.BytesIO(workbook(FACTS, COLUMNS, [(at, "a")])))
    cell = book.worksheets[0]["A2"]
    assert (str(cell.value), cell.number_format) == (shown, "dd-mm-yyyy hh:mm:ss")


def test_without_rows_there_is_still_a_table() -> None:
    assert written().worksheets[0].max_row == 1


@pytest.mark.parametrize("text", ["=1+1", "+31", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "  =1", "\u00a0@A1"])
def test_a_cell_of_plain_text_is_never_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "1-2", "06-12345678", "Jan + Piet"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text
