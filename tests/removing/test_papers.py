"""The PDF beside a copy of somebody's data: the same words, on paper."""

import html
import io
import re
from datetime import timedelta

import pytest
from pypdf import PdfReader

from organisations.clock import now
from organisations.models import AccessEvent
from organisations.operations import person_files
from tests.cast import Cast
from tests.removing.stories import build_past
from tests.removing.test_exports import made_for, opened

MOMENT = re.compile(r"\d+\w+20\d\d,\d\d:\d\d")
CELL = re.compile(r"<(?:td|th|h1|h2|h3)\b[^>]*>(.*?)</(?:td|th|h1|h2|h3)>", re.DOTALL)


def squeezed(text: str) -> str:
    """Return the text without blanks, which break differently on paper."""
    return re.sub(r"\s", "", text)


def test_it_says_what_the_page_says_newest_first(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(person_files, "MOST_ON_PAPER", 20)
    build_past(cast)
    for hours in range(30):
        known = {"provider_id": cast.provider.pk, "client_id": cast.anna.pk, "action": "view", "actor_kind": "staff"}
        AccessEvent.objects.create(at=now() - timedelta(days=hours), actor_roles=["support_worker"], **known)
    page, data, archive = opened(made_for(cast, "en"))
    read = PdfReader(io.BytesIO(archive.read("read-me.pdf")))
    text = "\n".join(sheet.extract_text() for sheet in read.pages)
    assert f"Page 1 of {len(read.pages)}" in text
    assert "read-me.pdf" in page
    assert "more stand in read-me.html" in text
    assert text.count("support worker") == 20  # one event is of making this, and a sentence names one
    said = {squeezed(html.unescape(cell)) for cell in CELL.findall(page)}
    absent = {cell for cell in said if cell not in squeezed(text)}
    assert [cell for cell in absent if not MOMENT.fullmatch(cell)] == []
    moments = [str(row["at"]) for row in data["organisations.AccessEvent"]]
    assert moments == sorted(moments, reverse=True)
