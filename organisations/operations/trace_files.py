"""Making a file of the access log, with the rights that its keeper has at that moment. For jobs alone."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.utils import timezone, translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from organisations import files
from organisations.access import kept_units, rights_of
from organisations.choices import FileKind, Role
from organisations.data import Rights
from organisations.models import AccessEvent, TraceExport
from organisations.operations.trace_exports import FOLDER
from organisations.queries.told_traces import ToldEvent, told
from organisations.queries.trace_exports import UNITS
from organisations.queries.traces import Selection, all_events, words_of
from organisations.rules.sheets import safe_cell
from organisations.workbooks import Cell, Column, Facts, workbook

MOST = 100_000
"""Events in one file; a shorter period gives the rest."""
AT_ONCE = 1000


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
    found = _Counted(islice(all_events(rights, Selection.from_data(export.selection)), MOST))
    with translation.override(export.language):
        content = _csv(found) if export.kind == FileKind.CSV else _xlsx(found, _facts(rights, export, at))
    export.selection[UNITS] = [str(grant.unit_id) for grant in rights.outermost(Role.LOG_KEEPER)]
    _finish(export, content, found.count, at=at)


def _finish(export: TraceExport, content: bytes, events: int, *, at: datetime) -> None:
    name = files.keep(content, folder=FOLDER, sealed=True)
    made = TraceExport.objects.filter(pk=export.pk, ready_at=None).update(
        file=name, events=events, ready_at=at, selection=export.selection
    )
    if not made:
        files.forget(name)


class _Counted:
    """Events in words, looked up some at a time, and how many there were."""

    def __init__(self, events: Iterator[AccessEvent]) -> None:
        self.events = events
        self.count = 0

    def __iter__(self) -> Iterator[ToldEvent]:
        while some := list(islice(self.events, AT_ONCE)):
            self.count += len(some)
            yield from told(some)


def _csv(events: Iterable[ToldEvent]) -> bytes:
    """Return the events as CSV: semicolons, UTF-8 with a mark, as spreadsheets here open it."""
    paper = io.StringIO(newline="")
    writer = csv.writer(paper, delimiter=";")
    writer.writerow([column.head for column, _cell in _columns()])
    shown = [cell for _column, cell in _columns()]
    writer.writerows([_as_text(cell(one)) for cell in shown] for one in events)
    return paper.getvalue().encode("utf-8-sig")


def _as_text(cell: Cell) -> str:
    return safe_cell(cell) if isinstance(cell, str) else timezone.localtime(cell).isoformat(timespec="seconds")


def _xlsx(events: Iterable[ToldEvent], facts: Facts) -> bytes:
    columns = _columns()
    rows = ([cell(one) for _column, cell in columns] for one in events)
    return workbook(facts, [column for column, _cell in columns], rows)


def _facts(rights: Rights, export: TraceExport, at: datetime) -> Facts:
    """What the file is, for who finds it later: of whose log, for whom, why, and what was searched for."""
    most = number_format(MOST, force_grouping=True)
    searched = words_of(Selection.from_data(export.selection))
    return Facts(
        title=_("Access log"),
        author=export.staff.name,
        said=(
            (_("Of"), ", ".join(kept_units(rights).values_list("name", flat=True))),
            (_("Made for"), export.staff.name),
            (_("Made on"), at),
            (_("What for"), _("To check who saw or did what (NEN 7513). Keep it no longer than you need it.")),
            *(searched or [(_("Searched for"), _("everything"))]),
            (_("At most"), _("%(count)s events, the newest first; a shorter period gives the rest.") % {"count": most}),
        ),
    )


def _columns() -> tuple[tuple[Column, Callable[[ToldEvent], Cell]], ...]:
    """What stands in a file: first what people read, then the names and ids behind it."""
    return (
        (Column(_("when"), 20), lambda one: one.at),
        (Column(_("who"), 26), lambda one: one.who),
        (Column(_("kind"), 14), lambda one: str(one.event.get_actor_kind_display())),
        (Column(_("role"), 26), lambda one: one.roles),
        (Column(_("for"), 20), lambda one: one.on_behalf_of),
        (Column(_("what"), 26), lambda one: one.what),
        (Column(_("client number"), 16), lambda one: one.number),
        (Column(_("page"), 34), lambda one: one.page),
        (Column(_("unit"), 24), lambda one: one.place),
        (Column(_("colleague"), 24), lambda one: one.whom),
        (Column(_("why"), 28), lambda one: one.why),
        (Column(_("client reference"), 38, printed=False), lambda one: str(one.event.client_id or "")),
        (Column(_("name of the page"), 34, printed=False), lambda one: one.event.page),
        (Column(_("about"), 56, printed=False), lambda one: one.event.thing),
        (Column(_("sign-in"), 34, printed=False), lambda one: one.event.source),
    )
