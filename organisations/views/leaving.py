"""Roles of everybody, and what is done when somebody leaves or loses a second step."""

from uuid import UUID

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisations import access
from organisations.choices import Role
from organisations.clock import now, today
from organisations.forms.staff import LeaveForm, RoleListForm
from organisations.operations.accounts import reset_second_factor
from organisations.operations.leaving import NotOfThisTeamError, leave
from organisations.operations.staff import OwnAccountError, OwnAdministrationError, RolesElsewhereError
from organisations.queries import staff as queries
from organisations.queries.leaving import TeamWork, work_left
from organisations.queries.roles import RoleSelection, RoleState, roles_page

administrators = access.requires(Role.ADMINISTRATOR)


@administrators
def role_list(request: HttpRequest) -> HttpResponse:
    """Show who has which role where, until when; what to show comes with POST and changes nothing."""
    form = RoleListForm(request.POST or None, initial={"state": RoleState.NOW})
    selection = _selection(form) if form.is_bound and form.is_valid() else RoleSelection()
    rows, page = roles_page(access.rights(request), selection, on=today())
    context = {"rows": rows, "page": page, "form": form, "selection": selection}
    return render(request, "organisations/role_list.html", context)


def _selection(form: RoleListForm) -> RoleSelection:
    chosen = form.cleaned_data
    return RoleSelection(
        state=RoleState(chosen["state"] or RoleState.NOW),
        role=chosen["role"],
        search=chosen["q"].strip(),
        page=chosen["page"] or 1,
    )


@administrators
def staff_leave(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Show what somebody has under way, ask who takes it over, and then let them go, all at once."""
    rights, on = access.rights(request), today()
    within = rights.paths(Role.ADMINISTRATOR)
    member = queries.member(rights, staff_id, on=on)
    work = work_left(member, within, on=on)
    form = LeaveForm(request.POST if request.method == "POST" else None, work=work)
    own = member.pk == rights.staff_id
    context = {"member": member, "work": _with_fields(work, form), "form": form, "own": own}
    if request.method == "POST" and form.is_valid():
        try:
            by = access.myself(request).pk
            leave(staff=member, heirs=form.heirs(), within=within, by=by, on=on, actor=rights.actor)
        except (OwnAdministrationError, NotOfThisTeamError):
            return render(request, "organisations/staff_leave.html", context, status=409)
        messages.success(request, _("%(name)s has left. The work is handed over.") % {"name": member.name})
        return redirect("organisations:staff-detail", staff_id=member.pk)
    return render(request, "organisations/staff_leave.html", context)


def _with_fields(work: list[TeamWork], form: LeaveForm) -> list[tuple[TeamWork, BoundField]]:
    return [(team, form[str(team.team.pk)]) for team in work]


@administrators
def second_factor_reset(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Ask, and then take a lost second step away."""
    rights, on = access.rights(request), today()
    within = rights.paths(Role.ADMINISTRATOR)
    member = queries.member(rights, staff_id, on=on)
    context = {"member": member, "own": member.pk == rights.staff_id}
    context["elsewhere"] = queries.has_roles_outside(member, within, on=on)
    if request.method == "POST":
        try:
            reset_second_factor(staff=member, within=within, by=rights.staff_id, on=on, at=now(), actor=rights.actor)
        except (OwnAccountError, RolesElsewhereError):
            return render(request, "organisations/second_factor_reset.html", context, status=409)
        messages.success(request, _("The second step is reset. %(name)s is told by mail.") % {"name": member.name})
        return redirect("organisations:staff-detail", staff_id=member.pk)
    return render(request, "organisations/second_factor_reset.html", context)
