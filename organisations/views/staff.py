"""Staff: who works where in which role."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from organisations import access
from organisations.choices import Role
from organisations.clock import now, today
from organisations.forms.staff import NewStaffForm, RoleForm, SearchForm
from organisations.identity.connections import connections
from organisations.operations.invitations import Newcomer, invite_staff
from organisations.operations.staff import (
    EmailTakenError,
    OwnAccountError,
    OwnAdministrationError,
    RolesElsewhereError,
    UserNameTakenError,
    add_staff,
    end_role,
    give_role,
    renew_password,
)
from organisations.queries import staff as queries
from organisations.queries.accounts import has_second_factor
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
    context = {"staff": found, "form": form, "search": search, "with_providers": bool(connections())}
    return render(request, "organisations/staff_list.html", context)


@administrators
@sensitive_variables("password")
def staff_add(request: HttpRequest) -> HttpResponse:
    """Add somebody with a first role: invited by mail, or with a first password that is shown once."""
    form = NewStaffForm(request.POST or None, places=_places(request))
    if request.method == "POST" and form.is_valid():
        try:
            return _invited(request, form) if form.cleaned_data["email"] else _added(request, form)
        except UserNameTakenError:
            form.add_error("username", _("Somebody else has this user name. Choose another one."))
        except EmailTakenError:
            form.add_error("email", _("Another account has this address already."))
    return render(request, "organisations/staff_add.html", {"form": form})


def _role_of(request: HttpRequest, form: RoleForm) -> dict[str, Any]:
    """Return the role that a form asks for, on a unit that may be given."""
    unit = access.unit(access.rights(request), form.cleaned_data["unit"], Role.ADMINISTRATOR)
    role = Role(form.cleaned_data["role"])
    return {"unit": unit, "role": role, "until": form.cleaned_data["until"], "actor": access.rights(request).actor}


def _invited(request: HttpRequest, form: NewStaffForm) -> HttpResponse:
    who = Newcomer(**{name: form.cleaned_data[name] for name in ("name", "username", "email")})
    member = invite_staff(who=who, **_role_of(request, form), at=now(), by=access.myself(request))
    messages.success(request, _("%(name)s gets a mail with the way in.") % {"name": member.name})
    return redirect("organisations:staff-detail", staff_id=member.pk)


@sensitive_variables("password")
def _added(request: HttpRequest, form: NewStaffForm) -> HttpResponse:
    wanted = {name: form.cleaned_data[name] for name in ("name", "username")}
    member, password = add_staff(**wanted, **_role_of(request, form), on=today())
    return _show_password(request, member.pk, password)


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
        give_role(staff=member, on=today(), **_role_of(request, form))
        messages.success(request, _("The role is given."))
        return redirect("organisations:staff-detail", staff_id=member.pk)
    context = {
        "member": member,
        "form": form,
        "invitation": queries.open_invitation(member),
        "has_second_step": has_second_factor(member.user),
        "now": now(),
        "own": member.pk == access.rights(request).staff_id,
    }
    return render(request, "organisations/staff_detail.html", context)


@administrators
@sensitive_variables("password")
def password_renew(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Ask, and then give somebody a new first password, shown once."""
    rights, on = access.rights(request), today()
    member = queries.member(rights, staff_id, on=on)
    within = rights.paths(Role.ADMINISTRATOR)
    context = {"member": member, "own": member.pk == rights.staff_id}
    context["elsewhere"] = queries.has_roles_outside(member, within, on=on)
    if request.method == "POST":
        try:
            password = renew_password(
                staff=member, within=within, by=rights.staff_id, on=on, at=now(), actor=rights.actor
            )
        except (OwnAccountError, RolesElsewhereError):
            return render(request, "organisations/password_renew.html", context, status=409)
        return _show_password(request, member.pk, password)
    return render(request, "organisations/password_renew.html", context)


@administrators
def role_end(request: HttpRequest, role_id: UUID) -> HttpResponse:
    """Ask, and then end a role from today on."""
    rights = access.rights(request)
    role = queries.role(rights, role_id, on=today())
    own = role.role == Role.ADMINISTRATOR and role.staff_id == rights.staff_id
    if request.method == "POST" and rights.staff_id:
        try:
            end_role(assignment=role, by=rights.staff_id, on=today(), actor=rights.actor)
        except OwnAdministrationError:
            return render(request, "organisations/role_end.html", {"role": role, "own": True}, status=409)
        messages.success(request, _("The role has ended."))
        return redirect("organisations:staff-detail", staff_id=role.staff_id)
    return render(request, "organisations/role_end.html", {"role": role, "own": own})
