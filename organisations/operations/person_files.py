"""Making the file with all that is kept about a client: a page to read, the same as PDF and as JSON, and every file.

For jobs alone: a PDF takes its time.
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

import structlog
from django.template.loader import render_to_string
from django.utils import translation

from organisations import files
from organisations.choices import AskedBy, ExportState
from organisations.erasure.base import Export, ExportedFile, Section, Subject
from organisations.erasure.reading import chapters
from organisations.erasure.registry import rooms
from organisations.erasure.terms import length_of
from organisations.models import PersonExport, Representation
from organisations.operations.person_exports import FOLDER
from organisations.paper import NoPaperError, as_pdf
from organisations.rules.retention import Term
from organisations.sealing import SealBrokenError

FORMAT = "clientvoice-person-1"
"""Named in the file: the keys of this version are in docs/person-export.md."""
MOST_ON_PAPER = 300
"""Things of one kind in a PDF, the newest; the page has all of them."""
LONGEST_ON_PAPER = 400_000
"""Characters of a page of which a PDF is made: over a hundred sheets, half a minute of work."""

log = structlog.get_logger(__name__)


def make_person_export(*, export_id: UUID, at: datetime) -> None:
    """Make the file; one that is made already stays as it is, and one whose person went meanwhile is not made."""
    waiting = PersonExport.objects.filter(pk=export_id, state=ExportState.WAITING)
    asked = waiting.select_related("client__provider").first()
    if asked is None:
        return
    content = _archive(asked, at)
    name = files.keep(content, folder=FOLDER, sealed=True)
    made = waiting.update(
        state=ExportState.READY,
        file=name,
        size=len(content),
        expires_at=at + timedelta(days=length_of(Term.EXPORTS).days),
    )
    if not made:
        files.forget(name)


def _archive(asked: PersonExport, at: datetime) -> bytes:
    """Return a ZIP with a page to read, the same as PDF where that can be made, the same as JSON, and every file."""
    with translation.override(asked.language):
        parts = [room.export(_subject(asked), at=at) for room in rooms]
        sections = [section for part in parts for section in part.sections]
        paper = _pdf(_page(asked, sections, at=at, drawing=True))
        page = _page(asked, sections, at=at, pdf=paper is not None)
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as zipped:
        missing = [file.name for part in parts for file in part.files if not _put(zipped, file)]
        zipped.writestr("read-me.html", page)
        if paper is not None:
            zipped.writestr("read-me.pdf", paper)
        zipped.writestr("data.json", _as_json(parts, missing, at))
    return archive.getvalue()


def _subject(asked: PersonExport) -> Subject:
    for_whom = AskedBy(asked.for_whom)
    secret = Representation.objects.filter(client=asked.client_id, hide_places=True)
    hide_places = for_whom == AskedBy.REPRESENTATIVE and secret.exists()
    return Subject(asked.client_id, asked.provider_id, for_whom, hide_places)


def _page(
    asked: PersonExport, sections: Iterable[Section], *, at: datetime, drawing: bool = False, pdf: bool = False
) -> str:
    """Return the page to read. `drawing`: as it stands in the PDF; `pdf`: whether there is one beside it."""
    context = {
        "asked": asked,
        "client": asked.client,
        "chapters": chapters(sections, most=MOST_ON_PAPER if drawing else None),
        "at": at,
        "language": asked.language,
        "drawing": drawing,
        "pdf": pdf,
    }
    return render_to_string("organisations/removing/export_page.html", context)


def _pdf(page: str) -> bytes | None:
    """Return the page as PDF; None where it is too long or cannot be drawn here. Nobody waits in vain for a copy."""
    if len(page) > LONGEST_ON_PAPER:
        log.warning("export_without_pdf", error="too long")
        return None
    try:
        return as_pdf(page)
    except NoPaperError as error:
        log.warning("export_without_pdf", error=type(error).__name__)
        return None


def _as_json(parts: Iterable[Export], missing: list[str], at: datetime) -> str:
    data: dict[str, Any] = {"format": FORMAT, "made_at": at.isoformat(), "unreadable_files": missing}
    for part in parts:
        data |= part.data
    return json.dumps(data, ensure_ascii=False, indent=1, default=str)


def _put(archive: ZipFile, file: ExportedFile) -> bool:
    """Put a file in; one that is gone or cannot be opened is named in the JSON instead."""
    try:
        archive.writestr(file.name, files.content_of(file.stored, sealed=file.sealed))
    except (FileNotFoundError, SealBrokenError) as error:
        log.warning("export_without_file", error=type(error).__name__)
        return False
    return True
