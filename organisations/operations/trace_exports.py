"""Files of the access log: asked for by its keeper, made by a job, given back to the same person, gone after a week."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations import files
from organisations.access import rights_of
from organisations.choices import Action, Role
from organisations.data import Rights
from organisations.models import AccessEvent, TraceExport
from organisations.operations.traces import record
from organisations.queries.told_traces import ToldEvent, told
from organisations.queries.traces import Selection, all_events
from organisations.rules.sheets import safe_cell
from workers.queue import Job, enqueue

NOBODY = UUID(int=0)
FOLDER = "traces"
KEPT_FOR = timedelta(days=7)
MOST = 100_000
"""Events in one file; a shorter period gives the rest."""
AT_ONCE = 1000


@transaction.atomic
def ask_for_export(*, rights: Rights, selection: Selection, at: datetime) -> TraceExport:
    """Have a file made of what a keeper of the log selected; the log keeps that it was asked for."""
    asked = TraceExport.objects.create(
        staff_id=rights.staff_id or NOBODY, selection=selection.as_data(), asked_at=at, ends_at=at + KEPT_FOR
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


def make_export(*, export_id: UUID, at: datetime) -> None:
    """Make the file, with the rights that the keeper has now; one that is made already stays as it is.

    Who keeps no log any more gets no file, and what was asked goes.
    """
    export = TraceExport.objects.select_related("staff__user").filter(pk=export_id, ready_at=None).first()
    if export is None:
        return
    rights = rights_of(export.staff.user, on=timezone.localdate(at))
    if not rights.has(Role.LOG_KEEPER):
        export.delete()
        return
    found = islice(all_events(rights, Selection.from_data(export.selection)), MOST)
    _finish(export, *_sheet(found), at=at)


def _finish(export: TraceExport, content: bytes, events: int, *, at: datetime) -> None:
    name = files.keep(content, folder=FOLDER, sealed=True)
    made = TraceExport.objects.filter(pk=export.pk, ready_at=None).update(file=name, events=events, ready_at=at)
    if not made:
        files.forget(name)


def _sheet(events: Iterable[AccessEvent]) -> tuple[bytes, int]:
    """Return the events as CSV (semicolons, UTF-8 with a mark, as spreadsheets here open it), and how many they are."""
    paper = io.StringIO(newline="")
    writer = csv.writer(paper, delimiter=";")
    writer.writerow(_heads())
    count = 0
    left = iter(events)
    while some := list(islice(left, AT_ONCE)):
        for one in told(some):
            writer.writerow([safe_cell(cell) for cell in _cells(one)])
            count += 1
    return paper.getvalue().encode("utf-8-sig"), count


def _heads() -> list[str]:
    return [
        _("when"), _("who"), _("kind"), _("role"), _("for"), _("what"), _("client number"), _("client reference"),
        _("page"), _("name of the page"), _("about"), _("unit"), _("colleague"), _("why"), _("sign-in"),
    ]  # fmt: skip


def _cells(one: ToldEvent) -> Iterator[str]:
    event = one.event
    yield timezone.localtime(one.at).isoformat(timespec="seconds")
    yield from (one.who, str(event.get_actor_kind_display()), one.roles, one.on_behalf_of, one.what, one.number)
    yield from (str(event.client_id or ""), one.page, event.page, event.thing, one.place, one.whom)
    yield from (one.why, event.source)
