"""PDF: one that a screen reader can read, in our own fonts, that fetches nothing and carries nothing along."""

import io
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from PIL import ImageFile
from pypdf import PdfReader

from clientvoice import checkup
from organisations import paper
from organisations.paper import NoPaperError, as_pdf

SECRET = "staat-in-een-ander-bestand"
PAGE = """<!DOCTYPE html><html lang="nl"><head><title>Proef</title>{head}</head>
<body data-page="Bladzijde" data-of="van"><h1>Proef</h1>{body}</body></html>"""
ODD = (
    *(
        "a\x0b\x1b\x7f\x85b",
        "\u202eomgekeerd",
        "\ufdfa",
        "\U0001f469\u200d\U0001f467",
        "مرحبا",
        "Привіт",
        "ğışç",
        "\ufffe",
    ),
    *("x" * 3000, "\U0010ffff", "e" + "\u0301" * 50, "&#0;", "&amp;lt;b&amp;gt;"),
)


class Listening(HTTPServer):
    """A server that only remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Hears)


class _Hears(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Listening)
        self.server.asked.append(self.path)
        self.send_response(404)
        self.end_headers()


@pytest.fixture
def server() -> Iterator[Listening]:
    listening = Listening()
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield listening
    listening.shutdown()
    listening.server_close()


def page(body: str, head: str = "") -> PdfReader:
    return PdfReader(io.BytesIO(as_pdf(PAGE.format(head=head, body=body))))


def text_of(read: PdfReader) -> str:
    return "\n".join(sheet.extract_text() for sheet in read.pages)


def test_the_libraries_for_it_are_here() -> None:
    assert paper.missing() == (), f"install {paper.PACKAGES}, or pango on macOS"


def test_it_is_tagged_and_names_its_language_and_title() -> None:
    read = page("<h2>Een</h2><table><thead><tr><th scope='col'>Wat</th></tr></thead><tr><td>Dit</td></tr></table>")
    root = read.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("nl", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert (read.metadata or {})["/Title"] == "Proef"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    tags = {str(one.get_object().get("/S")) for one in _below(root["/StructTreeRoot"])}
    assert {"/Document", "/H1", "/H2", "/Table", "/TH", "/TD"} <= tags


def _below(node: object) -> Iterator[object]:
    kids = node.get_object().get("/K", []) if hasattr(node, "get_object") else []
    for kid in kids if isinstance(kids, list) else [kids]:
        if hasattr(kid, "get_object") and isinstance(kid.get_object(), dict):
            yield kid
            yield from _below(kid)


def test_it_uses_our_own_fonts_and_numbers_its_pages() -> None:
    read = page("<p>Woorden met 2026 erin</p>" + "<p>Nog een regel.</p>" * 120)
    fonts = {str(font.get_object()["/BaseFont"]) for font in read.pages[0]["/Resources"]["/Font"].values()}
    assert {name.partition("+")[2].removesuffix("-Bold") for name in fonts} == {"Atkinson-Next", "Cijfers"}
    assert f"Bladzijde 2 van {len(read.pages)}" in read.pages[1].extract_text()


def test_it_fetches_nothing_from_anywhere(server: Listening, tmp_path: Path) -> None:
    kept = tmp_path / "geheim.txt"
    kept.write_text(SECRET)
    for place in (
        f"http://127.0.0.1:{server.server_port}/x",
        kept.as_uri(),
        str(kept),
        "/etc/passwd",
        "data:text/css,a",
    ):
        read = page(
            f'<img src="{place}" alt=""><object data="{place}"></object><embed src="{place}">'
            f'<a rel="attachment" href="{place}">x</a><svg><image href="{place}"/></svg>'
            f'<p style="background:url({place})">tekst</p>',
            f'<link rel="stylesheet" href="{place}"><link rel="attachment" href="{place}">'
            f'<style>@import "{place}";@font-face{{font-family:x;src:url({place})}}</style>',
        )
        root = read.trailer["/Root"]
        assert "tekst" in text_of(read)
        assert SECRET not in text_of(read)
        assert "root:" not in text_of(read)
        assert read.attachments == {}
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(root)
    assert server.asked == []


def test_broken_pictures_are_still_refused_where_one_was_drawn() -> None:
    as_pdf(PAGE.format(head="", body=""))
    assert not ImageFile.LOAD_TRUNCATED_IMAGES


def test_whatever_somebody_writes_it_is_drawn() -> None:
    text = text_of(page("".join(f"<p>{words}</p>" for words in ODD)))
    assert "Привіт" in text
    assert "&lt;b&gt;" in text
    assert "ab\n" in text


def test_the_doctor_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checkup._paper().grade == "ok"
    monkeypatch.setattr(paper, "LIBRARIES", ("pango-1.0", "is-er-niet"))
    found = checkup._paper()
    assert (found.grade, "is-er-niet" in found.message, "libpango" in found.mend) == ("warning", True, True)


def test_without_the_libraries_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "organisations.paper.drawing", None)
    with pytest.raises(NoPaperError, match="libpango"):
        as_pdf(PAGE)
