"""Importing people on a page: choose a file, see what it would do, then all or nothing."""

import csv

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisations import access
from organisations.choices import Role
from organisations.clock import now, today
from organisations.forms.importing import ImportForm
from organisations.importing.base import RosterRefusedError
from organisations.importing.columns import TEMPLATE_HEADER
from organisations.models import PendingImport, Unit
from organisations.operations.pending_imports import KEPT, confirm_import, keep_file
from organisations.operations.people_import import RosterChangedError, RosterFaultsError, fingerprint
from organisations.queries.roster import preview_import
from organisations.queries.trees import places_below
from organisations.rules.import_plan import ImportPlan, Status

MOST_SHOWN = 50
EXAMPLE = (
    *("1001", "Sam", "Groen", "17-05-1990", "Bosweg/De Linde", "01-01-2024", "Wlz", "wonen", "LVB"),
    *("gezichten", "5", "nl", "A2", "2001", "Lea Groen", "lea@example.org", "ouder", "ja"),
)
administrators = access.requires(Role.ADMINISTRATOR)


@administrators
def choose_file(request: HttpRequest) -> HttpResponse:
    """Take a file and go on to what it would do."""
    places = places_below(access.rights(request).paths(Role.ADMINISTRATOR))
    form = ImportForm(request.POST or None, request.FILES or None, places=places)
    if request.method == "POST" and form.is_valid():
        unit = access.unit(access.rights(request), form.cleaned_data["unit"], Role.ADMINISTRATOR)
        try:
            keep_file(staff=access.myself(request), unit=unit, content=form.content(), on=today(), at=now())
        except RosterRefusedError as error:
            form.add_error("file", str(error))
        else:
            return redirect("organisations:people-import-preview")
    return render(request, "organisations/import_file.html", {"form": form})


@administrators
def preview(request: HttpRequest) -> HttpResponse:
    """Show what the kept file would do now; a yes, which carries what was seen, does it."""
    pending = _pending(request)
    if pending is None:
        messages.warning(request, _("There is no file waiting. Choose a file."))
        return redirect("organisations:people-import")
    if request.method == "POST":
        return _confirm(request, pending)
    return _show(request, pending)


def _pending(request: HttpRequest) -> PendingImport | None:
    """Return the own file that waits, when it is not too old and its unit is still administered."""
    rights = access.rights(request)
    own = PendingImport.objects.filter(staff=rights.staff_id, created_at__gte=now() - KEPT).select_related("unit")
    return own.filter(unit__in=access.units(rights, Role.ADMINISTRATOR)).first()


def _confirm(request: HttpRequest, pending: PendingImport) -> HttpResponse:
    try:
        shown, actor = request.POST.get("shown", ""), access.rights(request).actor
        plan = confirm_import(pending=pending, shown=shown, actor=actor, on=today())
    except (RosterChangedError, RosterFaultsError):
        messages.warning(
            request, _("The file, or what we know, has changed since you saw this. Look again before you go on.")
        )
        return redirect("organisations:people-import-preview")
    counts = {status.value: len(plan.with_status(status)) for status in Status}
    messages.success(request, _("Done: %(new)s new, %(changed)s changed, %(unchanged)s as before.") % counts)
    return redirect("organisations:people-import")


def _show(request: HttpRequest, pending: PendingImport) -> HttpResponse:
    content = bytes(pending.content)
    plan = preview_import(unit=pending.unit, content=content, on=today())
    for provider_id in {person.key[0] for person in plan.people}:
        access.rights(request).note(None, provider_id, f"unit:{pending.unit_id}")
    return render(
        request, "organisations/import_preview.html", _context(pending.unit, plan, fingerprint(content, plan))
    )


def _context(unit: Unit, plan: ImportPlan, shown: str) -> dict[str, object]:
    new, changed, unchanged = (plan.with_status(status) for status in (Status.NEW, Status.CHANGED, Status.UNCHANGED))
    return {
        "unit": unit,
        "shown": shown,
        "faults": plan.faults[:MOST_SHOWN],
        "more_faults": len(plan.faults[MOST_SHOWN:]),
        "fault_count": len(plan.faults),
        "counts": {"new": len(new), "changed": len(changed), "unchanged": len(unchanged)},
        "lists": [(_("New"), new[:MOST_SHOWN], len(new)), (_("Changed"), changed[:MOST_SHOWN], len(changed))],
    }


@administrators
def template(_request: HttpRequest) -> HttpResponse:
    """Give the file to start from: every column with an example line, as spreadsheets in the Netherlands open it."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="people-import.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow(TEMPLATE_HEADER)
    writer.writerow([*EXAMPLE, *[""] * (len(TEMPLATE_HEADER) - len(EXAMPLE))])
    return response
