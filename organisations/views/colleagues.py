"""Putting right what is known of a colleague."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisations import access
from organisations.choices import Role
from organisations.clock import now, today
from organisations.forms.staff import ColleagueForm
from organisations.models import Staff
from organisations.operations.colleagues import NeedsAddressError, change_colleague
from organisations.operations.staff import EmailTakenError, RolesElsewhereError
from organisations.queries import staff as queries

CHANGE, SURE = "organisations/staff_change.html", "organisations/staff_change_sure.html"


@access.requires(Role.ADMINISTRATOR)
def staff_change(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Take another name or address of somebody, say what that does, and then do it."""
    rights = access.rights(request)
    member = queries.member(rights, staff_id, on=today())
    own = member.pk == rights.staff_id
    known = {"name": member.name, "email": member.user.email}
    form = ColleagueForm(request.POST or None, initial=known, with_address=not own)
    elsewhere = queries.has_roles_outside(member, rights.paths(Role.ADMINISTRATOR), on=today())
    context = {"member": member, "form": form, "own": own, "elsewhere": elsewhere}
    if request.method == "POST" and form.is_valid():
        return _asked(request, context, member, known | form.cleaned_data)
    return render(request, CHANGE, context)


def _asked(request: HttpRequest, context: dict[str, Any], member: Staff, wanted: dict[str, Any]) -> HttpResponse:
    """Ask once more before an address changes; a name that is spelled better asks nothing."""
    if wanted["email"] != member.user.email and not wanted["sure"]:
        invitation = queries.open_invitation(member)
        return render(request, SURE, context | {"wanted": wanted, "invitation": invitation})
    try:
        _change(request, member, wanted)
    except RolesElsewhereError:
        return render(request, CHANGE, context, status=409)
    except EmailTakenError:
        context["form"].add_error("email", _("Another account has this address already."))
        return render(request, CHANGE, context)
    except NeedsAddressError:
        context["form"].add_error(
            "email", _("The invitation needs an address. Withdraw it first, or give another one.")
        )
        return render(request, CHANGE, context)
    messages.success(request, _("It is changed."))
    return redirect("organisations:staff-detail", staff_id=member.pk)


def _change(request: HttpRequest, member: Staff, wanted: dict[str, Any]) -> None:
    rights = access.rights(request)
    change_colleague(
        staff=member,
        name=wanted["name"],
        email=wanted["email"],
        within=rights.paths(Role.ADMINISTRATOR),
        by=access.myself(request),
        on=today(),
        at=now(),
        actor=rights.actor,
    )
