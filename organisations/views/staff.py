"""Staff: who works where in which role."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from organisations import access
from organisations.choices import Role
from organisations.clock import today
from organisations.forms.staff import NewStaffForm, RoleForm, SearchForm
from organisations.operations.staff import (
    OwnAdministrationError,
    RolesElsewhereError,
    UserNameTakenError,
    add_staff,
    end_role,
    give_role,
    renew_password,
)
from organisations.queries import staff as queries
from organisations.queries.trees import places_below
from organisations.rules.units import Place

administrators = access.requires(Role.ADMINISTRATOR)


def _places(request: HttpRequest) -> tuple[Place, ...]:
    return places_below(access.rights(request).paths(Role.ADMINISTRATOR))


@administrators
def staff_list(request: HttpRequest) -> HttpResponse:
    """List the staff below the units that somebody administers; a search comes with POST and changes nothing."""
    form = SearchForm(request.POST or None)
    search = form.cleaned_data["q"].strip() if form.is_bound and form.is_valid() else ""
    found = queries.staff_of(access.rights(request), on=today(), search=search)
    return render(request, "organisations/staff_list.html", {"staff": found, "form": form, "search": search})


@administrators
@sensitive_variables("password")
def staff_add(request: HttpRequest) -> HttpResponse:
    """Add somebody with a first role; the answer shows the first password, once."""
    form = NewStaffForm(request.POST or None, places=_places(request))
    if request.method == "POST" and form.is_valid():
        unit = access.unit(access.rights(request), form.cleaned_data["unit"], Role.ADMINISTRATOR)
        wanted = {name: form.cleaned_data[name] for name in ("name", "username")}
        try:
            member, password = add_staff(unit=unit, role=Role(form.cleaned_data["role"]), on=today(), **wanted)
        except UserNameTakenError:
            form.add_error("username", _("Somebody else has this user name. Choose another one."))
        else:
            return _show_password(request, member.pk, password)
    return render(request, "organisations/staff_add.html", {"form": form})


@sensitive_variables("password")
def _show_password(request: HttpRequest, staff_id: UUID, password: str) -> HttpResponse:
    member = queries.member(access.rights(request), staff_id, on=today())
    return render(request, "organisations/first_password.html", {"member": member, "password": password})


@administrators
def staff_detail(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Show somebody's roles; a role that is sent is given."""
    member = queries.member(access.rights(request), staff_id, on=today())
    form = RoleForm(request.POST or None, places=_places(request))
    if request.method == "POST" and form.is_valid():
        unit = access.unit(access.rights(request), form.cleaned_data["unit"], Role.ADMINISTRATOR)
        give_role(staff=member, unit=unit, role=Role(form.cleaned_data["role"]), on=today())
        messages.success(request, _("The role is given."))
        return redirect("organisations:staff-detail", staff_id=member.pk)
    return render(request, "organisations/staff_detail.html", {"member": member, "form": form})


@administrators
@sensitive_variables("password")
def password_renew(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Ask, and then give somebody a new first password, shown once."""
    member = queries.member(access.rights(request), staff_id, on=today())
    within = access.rights(request).paths(Role.ADMINISTRATOR)
    if request.method == "POST":
        try:
            password = renew_password(staff=member, within=within, on=today())
        except RolesElsewhereError:
            context = {"member": member, "elsewhere": True}
            return render(request, "organisations/password_renew.html", context, status=409)
        return _show_password(request, member.pk, password)
    elsewhere = queries.has_roles_outside(member, within, on=today())
    return render(request, "organisations/password_renew.html", {"member": member, "elsewhere": elsewhere})


@administrators
def role_end(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """Ask, and then end a role from today on."""
    rights = access.rights(request)
    role = queries.role(rights, role_id, on=today())
    own = role.role == Role.ADMINISTRATOR and role.staff_id == rights.staff_id
    if request.method == "POST" and rights.staff_id:
        try:
            end_role(assignment=role, by=rights.staff_id, on=today())
        except OwnAdministrationError:
            return render(request, "organisations/role_end.html", {"role": role, "own": True}, status=409)
        messages.success(request, _("The role has ended."))
        return redirect("organisations:staff-detail", staff_id=role.staff_id)
    return render(request, "organisations/role_end.html", {"role": role, "own": own})
