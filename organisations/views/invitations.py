"""Inviting staff, and what who is invited sees."""

from uuid import UUID

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from organisations import access
from organisations.choices import Role
from organisations.clock import now, today
from organisations.forms.accounts import ChoosePasswordForm
from organisations.operations import invitations as operations
from organisations.operations.staff import RolesElsewhereError
from organisations.queries.staff import member

KEPT_AS = "invitation"
administrators = access.requires(Role.ADMINISTRATOR)


def invitation_open(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address at once, so that it stays in no history. Looking uses nothing up."""
    request.session[KEPT_AS] = token
    return redirect("account_invitation")


@sensitive_post_parameters()
def invitation(request: HttpRequest) -> HttpResponse:
    """Let who is invited choose a password, and sign them in."""
    token = request.session.get(KEPT_AS, "")
    try:
        staff = operations.invited(token, at=now())
        form = ChoosePasswordForm(request.POST or None, user=staff.user)
        if request.method == "POST" and form.is_valid():
            user = operations.accept(token=token, password=form.cleaned_data["password"], at=now())
            del request.session[KEPT_AS]
            signed_in: HttpResponse = perform_login(request, user, email_verification="none")
            return signed_in
    except operations.InvitationOverError:
        return render(request, "account/link_over.html", {"invitation": True}, status=410)
    return render(request, "account/invitation.html", {"form": form, "staff": staff})


@administrators
@require_POST
def send_again(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Mail the invitation once more."""
    rights = access.rights(request)
    staff = member(rights, staff_id, on=today())
    try:
        operations.send_again(staff=staff, at=now(), by=access.myself(request), actor=rights.actor)
        messages.success(request, _("The invitation is sent again. The former link no longer works."))
    except operations.NothingToInviteToError:
        messages.warning(request, _("This person has chosen a password already."))
    return redirect("organisations:staff-detail", staff_id=staff_id)


@administrators
def withdraw(request: HttpRequest, staff_id: UUID) -> HttpResponse:
    """Ask, and then take an invitation back."""
    rights = access.rights(request)
    staff = member(rights, staff_id, on=today())
    if request.method == "POST":
        try:
            within = rights.paths(Role.ADMINISTRATOR)
            operations.withdraw(staff=staff, within=within, on=today(), actor=rights.actor)
        except RolesElsewhereError:
            messages.warning(
                request,
                _(
                    "This person also has a role outside your units. Ask the administrator there, or of the whole "
                    "organisation."
                ),
            )
            return redirect("organisations:staff-detail", staff_id=staff_id)
        except operations.NothingToInviteToError:
            messages.warning(request, _("This person has chosen a password already."))
            return redirect("organisations:staff-detail", staff_id=staff_id)
        messages.success(request, _("The invitation is withdrawn. The link no longer works."))
        return redirect("organisations:staff-list")
    return render(request, "organisations/invitation_withdraw.html", {"member": staff})
