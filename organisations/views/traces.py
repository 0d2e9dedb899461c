"""The access log: what its keeper reads and takes out, and what a client is told."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations import access, files
from organisations.choices import PERSON_ROLES, FileKind, Role
from organisations.clock import now, today
from organisations.data import Rights
from organisations.forms.traces import TraceFileForm, TraceForm
from organisations.operations.trace_exports import ask_for_export, note_download
from organisations.queries.told_traces import told
from organisations.queries.trace_exports import own_export, own_exports
from organisations.queries.traces import Place, Selection, events_page
from organisations.queries.who_looked import who_looked
from organisations.reading import language_of
from organisations.sealing import SealBrokenError

CONTENT_TYPES = {
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.CSV: "text/csv; charset=utf-8",
}
keepers = access.requires(Role.LOG_KEEPER)


@keepers
@require_http_methods(["GET", "HEAD", "POST"])
def trace_list(request: HttpRequest) -> HttpResponse:
    """Show a page of the log. A search is posted, and so is the way to older events: it names people."""
    rights = access.rights(request)
    return _shown(request, rights, TraceForm(request.POST or None, rights=rights))


def _shown(request: HttpRequest, rights: Rights, form: TraceForm) -> HttpResponse:
    for provider_id in rights.providers(Role.LOG_KEEPER):
        rights.note(None, provider_id, "access-log")
    asked = form.selection() if form.is_valid() else Selection()
    events, older = events_page(rights, asked, after=Place.read(request.POST.get("after", "")))
    if form.errors:
        events, older = [], None
    context = {
        "form": form,
        "events": told(events),
        "older": older,
        "searched": form.is_bound,
        "exports": own_exports(rights, at=now()),
        "units": access.kept_units(rights),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "organisations/trace_list.html", context, status=status)


@keepers
@require_POST
def trace_export(request: HttpRequest) -> HttpResponse:
    """Have a file made of what is searched for."""
    rights = access.rights(request)
    form = TraceFileForm(request.POST, rights=rights)
    if not form.is_valid():
        return _shown(request, rights, form)
    ask_for_export(rights=rights, selection=form.selection(), kind=form.cleaned_data["kind"], at=now())
    messages.success(request, _("The file is being made. Reload this page in a moment; it stays for seven days."))
    return redirect("organisations:trace-list")


@keepers
@require_safe
def trace_download(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """Give the keeper a file that they asked for; the role is judged again, and the log keeps it."""
    rights = access.rights(request)
    export = own_export(rights, export_id, at=now())
    try:
        content = files.content_of(export.file, sealed=True)
    except (FileNotFoundError, SealBrokenError) as error:
        raise Http404 from error
    note_download(rights=rights, export=export)
    name = f"access-log-{export.asked_at:%Y-%m-%d}.{export.kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=CONTENT_TYPES[FileKind(export.kind)], headers=headers)


@access.requires(*PERSON_ROLES)
@require_safe
def looked(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Show a client, together with staff and in the client's own language, who looked; it can be printed."""
    client = access.client(access.rights(request), client_id, on=today())
    language = language_of(client) or get_language()
    with override(language):
        context = {"client": client, "looked": who_looked(client, on=today()), "page_language": language}
        return render(request, "organisations/who_looked.html", context)
