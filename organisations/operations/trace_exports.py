"""Files of the access log: asked for by its keeper, made by a job, given back to the same person, gone after a week."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from organisations.choices import Action, FileKind, Role
from organisations.data import Rights
from organisations.models import TraceExport
from organisations.operations.traces import record
from organisations.queries.traces import Selection
from workers.queue import Job, enqueue

NOBODY = UUID(int=0)
FOLDER = "traces"
KEPT_FOR = timedelta(days=7)


@transaction.atomic
def ask_for_export(*, rights: Rights, selection: Selection, kind: FileKind, at: datetime) -> TraceExport:
    """Have a file made of what a keeper of the log selected; the log keeps that it was asked for."""
    asked = TraceExport.objects.create(
        staff_id=rights.staff_id or NOBODY,
        selection=selection.as_data(),
        kind=kind,
        language=get_language() or settings.LANGUAGE_CODE,
        asked_at=at,
        ends_at=at + KEPT_FOR,
    )
    _record(rights, asked)
    enqueue(Job.EXPORT_TRACES, export_id=asked.pk)
    return asked


@transaction.atomic
def note_download(*, rights: Rights, export: TraceExport) -> None:
    """Keep in the log that the file was fetched."""
    _record(rights, export)


def _record(rights: Rights, export: TraceExport) -> None:
    for provider_id in rights.providers(Role.LOG_KEEPER):
        record(
            actor=rights.actor,
            action=Action.EXPORT,
            client_id=None,
            provider_id=provider_id,
            thing=f"trace-export:{export.pk}",
        )
