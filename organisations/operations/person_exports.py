"""All that is kept about a client, as one file for that person: asked for, made by a job, fetched within some days."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

import structlog
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from organisations import files
from organisations.choices import Action, AskedBy, ExportState
from organisations.data import Actor
from organisations.erasure.base import Export, ExportedFile, Subject
from organisations.erasure.registry import rooms
from organisations.erasure.terms import length_of
from organisations.models import Client, PersonExport
from organisations.operations.traces import record
from organisations.rules.retention import Term
from organisations.sealing import SealBrokenError
from workers.queue import Job, enqueue

FOLDER = "personal-exports"
FORMAT = "clientvoice-person-1"
"""Named in the file: the keys of this version are in docs/person-export.md."""

log = structlog.get_logger(__name__)


@transaction.atomic
def ask_for_person_export(
    *, client: Client, for_whom: AskedBy, language: str, actor: Actor, at: datetime
) -> PersonExport:
    """Have a file made of all that is kept about a client; asked twice while one is being made, it is that one."""
    Client.objects.select_for_update().get(pk=client.pk)
    waiting = PersonExport.objects.filter(client=client, state=ExportState.WAITING).first()
    if waiting:
        return waiting
    made = PersonExport.objects.create(
        provider_id=client.provider_id,
        client=client,
        for_whom=for_whom,
        language=language,
        asked_by_id=actor.id,
        asked_at=at,
    )
    _trace(made, actor)
    enqueue(Job.EXPORT_PERSON, export_id=made.pk)
    return made


def make_person_export(*, export_id: UUID, at: datetime) -> None:
    """Make the file; one that is made already stays as it is, and one whose person went meanwhile is not made."""
    waiting = PersonExport.objects.filter(pk=export_id, state=ExportState.WAITING).select_related("client").first()
    if waiting is None:
        return
    content = _archive(waiting, at)
    name = files.keep(content, folder=FOLDER, sealed=True)
    made = PersonExport.objects.filter(pk=export_id, state=ExportState.WAITING).update(
        state=ExportState.READY,
        file=name,
        size=len(content),
        expires_at=at + timedelta(days=length_of(Term.EXPORTS).days),
    )
    if not made:
        files.forget(name)


@transaction.atomic
def note_fetched(*, export: PersonExport, actor: Actor) -> None:
    """Keep in the access log that the file was fetched."""
    _trace(export, actor)


def _trace(export: PersonExport, actor: Actor) -> None:
    record(
        actor=actor,
        action=Action.EXPORT,
        client_id=export.client_id,
        provider_id=export.provider_id,
        thing=f"person-export:{export.pk}",
    )


def _archive(asked: PersonExport, at: datetime) -> bytes:
    """Return a ZIP with a page to read, the same as JSON, and every file."""
    with translation.override(asked.language):
        parts = [room.export(Subject(asked.client_id, asked.provider_id), at=at) for room in rooms]
        page = _page(asked, parts, at)
    archive = BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as zipped:
        missing = [file.name for part in parts for file in part.files if not _put(zipped, file)]
        zipped.writestr("read-me.html", page)
        zipped.writestr("data.json", _as_json(parts, missing, at))
    return archive.getvalue()


def _page(asked: PersonExport, parts: Iterable[Export], at: datetime) -> str:
    sections = [section for part in parts for section in part.sections if section.entries or section.note]
    context = {"client": asked.client, "sections": sections, "at": at, "language": asked.language}
    return render_to_string("organisations/removing/export_page.html", context)


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
