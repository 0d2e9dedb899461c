"""Words that look like markup, template or formula stay words in mail, in files that go out, and in what is drawn."""

import csv
import io
import json
import re
from email import message_from_bytes, policy
from zipfile import ZipFile

import pytest
from django.template.loader import render_to_string
from django.test import Client as Browser
from django.urls import reverse
from django.utils.html import escape
from openpyxl import load_workbook
from pypdf import PdfReader

from organisations import files
from organisations.choices import AskedBy, FileKind, MailKind
from organisations.clock import now
from organisations.data import SYSTEM
from organisations.mailing import message
from organisations.models import Mail, PersonExport, Relative, Staff, StaffInvitation
from organisations.operations.person_exports import ask_for_person_export
from organisations.operations.person_files import make_person_export
from organisations.rules.sheets import runs
from reports.rules.charts import Answer, chart
from tests.cast import Cast
from tests.clientvoice.test_stored_markup import HOSTILE, OF_WORK, RAW, SHOWN, spoil, spoilt_cast
from tests.clientvoice.trace_rows import exported
from tests.organisations.near import letter_for_bram
from tests.removing.stories import build_past
from tests.supportplans.story import answered, invitation_of, opened_round
from tests.surveys.own_lists import published

__all__ = ["spoilt_cast"]
MARKUP = "<b onmouseover=alert(1)>"  # braces are refused in a list
LITERAL = "<b onmouseover=alert(1)>{{ 7|add:42 }}"
LINES = f"{HOSTILE}\nBcc: iemand@example.org\r\n\r\n<h1>"


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("counts", [{"1": 2, "2": 3}, {str(code): code for code in range(1, 11)}], ids=["bar", "marks"])
def test_words_stay_words_in_what_is_drawn(counts: dict[str, int]) -> None:
    answers = [Answer(code, HOSTILE, "shade-1-5") for code in counts]
    drawn = chart("kamer", HOSTILE, {"n": sum(counts.values()), "counts": counts}, answers, numbered=True)
    html = render_to_string("reports/figure.html", {"chart": drawn})
    html += render_to_string("reports/legend.html", {"answers": answers})
    assert "<svg" in html
    assert html.count(SHOWN) >= 2 * len(counts)
    assert RAW not in html


def every_mail(cast: Cast) -> list[bytes]:
    """Return a mail of every kind, to people whose names would be mail of their own."""
    letter_for_bram(cast)
    Staff.objects.filter(pk=cast.carla.pk).update(name=LINES)
    Relative.objects.filter(pk=cast.bram.pk).update(name=LINES)
    carla, bram = Staff.objects.get(pk=cast.carla.pk), Relative.objects.get(pk=cast.bram.pk)
    StaffInvitation.objects.create(staff=carla, invited_by=carla, asked_at=now(), ends_at=now())
    made = []
    for kind in MailKind:
        user = bram.user if kind == MailKind.RELATIVE_LINK else carla.user
        asked = Mail(kind=kind, user=user, address="carla@example.org", language="nl", asked_at=now())
        words = message(asked, user)
        assert words, kind
        made.append(words.message().as_bytes())
    return made


def test_words_stay_words_in_every_mail(cast: Cast) -> None:
    for content in every_mail(cast):
        mail = message_from_bytes(content, policy=policy.default)
        assert mail.get_content_type() == "text/plain"
        assert not mail.is_multipart()
        assert "iemand" not in " ".join(f"{name}: {value}" for name, value in mail.items())
        assert LITERAL in mail.get_content()


def copy_for(cast: Cast) -> ZipFile:
    """Return the opened copy of Anna's data, of whom everything that people wrote is hostile."""
    build_past(cast)
    answered(invitation_of(opened_round(cast.provider, name="Winter"), cast.anna), {"wonen": "change"}, words=HOSTILE)
    spoil(OF_WORK)
    asked = ask_for_person_export(client=cast.anna, for_whom=AskedBy.CLIENT, language="nl", actor=SYSTEM, at=now())
    make_person_export(export_id=asked.pk, at=now())
    return ZipFile(io.BytesIO(files.content_of(PersonExport.objects.get().file, sealed=True)))


def log_for(cast: Cast, kind: FileKind) -> bytes:
    """Return the access log that Eva keeps, in a file."""
    made = exported(cast.eva, kind=kind)
    made.refresh_from_db()
    return files.content_of(made.file, sealed=True)


def test_words_stay_words_in_files_that_go_out(spoilt_cast: Cast) -> None:
    archive = copy_for(spoilt_cast)
    page = archive.read("read-me.html").decode()
    assert RAW not in page
    assert page.count(SHOWN) > 5
    data = json.loads(archive.read("data.json"))
    assert data["organisations.Client"][0]["first_name"] in HOSTILE
    read = PdfReader(io.BytesIO(archive.read("read-me.pdf")))
    assert squeezed("".join(sheet.extract_text() for sheet in read.pages)).count(squeezed(LITERAL)) > 5
    assert read.attachments == {}

    table = load_workbook(io.BytesIO(log_for(spoilt_cast, FileKind.XLSX))).worksheets[0]
    cells = [cell for row in table.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any(LITERAL in cell.value for cell in cells)
    assert {cell.data_type for cell in cells} == {"s"}
    lines = csv.reader(io.StringIO(log_for(spoilt_cast, FileKind.CSV).decode("utf-8-sig")), delimiter=";")
    told = [cell for line in lines for cell in line]
    assert any(LITERAL in cell for cell in told)
    assert [cell for cell in told if runs(cell)] == []


def test_words_of_an_own_list_stay_words_on_screen_and_paper(cast: Cast, client: Browser) -> None:
    wild = json.dumps(f"=2+3'>{MARKUP}")
    release = published(
        cast.provider, cast.gerda, ("nl: Proef,", f"nl: {wild},"), ("nl: Slecht,", f"nl: {wild},"),
        ("nl: Hoe vind je je kamer?,", f"nl: {wild},"), ("owner: De Proefboom", f"owner: {wild}"),
    )  # fmt: skip
    client.force_login(cast.gerda.user)
    for name in ("instrument-detail", "instrument-preview", "instrument-paper"):
        address = reverse(f"surveys:{name}", kwargs={"key": release.key, "owner_id": release.owner_id})
        html = client.get(address).content.decode()
        assert escape(MARKUP) in html
        assert RAW not in html
