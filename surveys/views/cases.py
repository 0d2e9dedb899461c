"""A client about whom several people answer: who they are, who lacks, and what they said side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from instruments.definition.suiting import Relation
from organisations.access import requires, rights
from organisations.choices import PERSON_ROLES
from organisations.clock import today
from surveys import access
from surveys.case_forms import SIDES, ObserverForm
from surveys.choices import CaseKind
from surveys.models import Case
from surveys.operations.cases import CaseRefusedError, add_observer, take_back, take_part
from surveys.queries.candidates import candidates
from surveys.queries.cases import CaseFile, case_file
from surveys.queries.differences import side_by_side
from surveys.queries.side_by_side import given_in, observed


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that somebody may see."""

    case: Case
    file: CaseFile

    def context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what every page about the case shows."""
        return {
            "file": self.file,
            "case": self.case,
            "client": self.case.frame_member.client,
            "round": self.case.frame_member.round,
            "title": self.file.definition.title.in_language(get_language() or "nl"),
            "me": rights(request).staff_id,
            "to_look": [SIDES[side] for side in self.file.to_look.relations],
        }


def _opened(request: HttpRequest, case_id: UUID) -> Opened:
    case = access.case(rights(request), case_id, on=today())
    return Opened(case, case_file(case, on=today()))


@requires(*PERSON_ROLES)
@require_safe
def case_detail(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show who answers about a client, who did, and who lacks."""
    return render(request, "surveys/case_detail.html", _opened(request, case_id).context(request))


@requires(*PERSON_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def observer_add(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Choose somebody who looks along."""
    opened = _opened(request, case_id)
    case, sides = opened.case, opened.file.free
    if case.kind != CaseKind.OBSERVATION or not opened.file.is_open or not sides:
        return redirect("surveys:case-detail", case.pk)
    form = ObserverForm(request.POST or None, people=candidates(case.frame_member.client, on=today()), sides=sides)
    if form.is_valid() and _added(form, case):
        messages.success(request, _("Kept. This person is asked to look along."))
        return redirect("surveys:case-detail", case.pk)
    return render(request, "surveys/observer_add.html", opened.context(request) | {"form": form})


def _added(form: ObserverForm, case: Case) -> bool:
    chosen = form.cleaned_data
    try:
        add_observer(case_id=case.pk, person=chosen["person"], relation=Relation(chosen["relation"]), on=today())
    except CaseRefusedError as error:
        form.add_error(error.field, str(error))
        return False
    return True


@requires(*PERSON_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def observer_remove(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Ask whether somebody does not look along after all, and take them back when that is confirmed."""
    invitation = access.observer(rights(request), invitation_id, on=today())
    if request.method == "POST":
        _said(request, lambda: take_back(invitation_id=invitation.pk), _("Taken back. This person is not asked."))
        return redirect("surveys:case-detail", invitation.case_id)
    context = {"invitation": invitation, "client": invitation.frame_member.client}
    return render(request, "surveys/observer_remove.html", context)


@requires(*PERSON_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def case_take(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Let whoever is signed in take the support worker's half of a pair; from somebody else only after asking."""
    opened = _opened(request, case_id)
    case, staff_id = opened.case, rights(request).staff_id
    if case.kind != CaseKind.PAIRED or staff_id is None:
        return redirect("surveys:case-detail", case.pk)
    if request.method == "POST":
        _said(request, lambda: take_part(case_id=case.pk, staff_id=staff_id), _("Kept. You fill in this half."))
        return redirect("surveys:case-detail", case.pk)
    return render(request, "surveys/case_take.html", opened.context(request))


def _said(request: HttpRequest, do: Callable[[], object], done: str) -> None:
    try:
        do()
    except CaseRefusedError as error:
        messages.error(request, str(error))
        return
    messages.success(request, done)


@requires(*PERSON_ROLES)
@require_safe
def case_compare(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show what was said about a client side by side, as soon as enough people answered."""
    opened = _opened(request, case_id)
    if not opened.file.may_compare:
        return redirect("surveys:case-detail", case_id)
    given = given_in(opened.case)
    context = opened.context(request)
    if opened.case.kind == CaseKind.PAIRED:
        return render(request, "surveys/case_differences.html", context | {"found": side_by_side(given)})
    found = observed(opened.file.definition, given)
    return render(request, "surveys/case_observed.html", context | {"found": found})
