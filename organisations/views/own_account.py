"""The own account: name, address, password, PIN, second step and open sign-ins, in one place."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from organisations import access
from organisations.clock import now
from organisations.forms.accounts import EmailForm
from organisations.identity.sessions import provider_of
from organisations.models import User
from organisations.operations import accounts as operations
from organisations.operations.sessions import end_session, end_sessions
from organisations.operations.staff import EmailTakenError
from organisations.queries.accounts import open_sign_ins, second_steps
from organisations.rules.tokens import TOKEN_MAKERS
from organisations.views.accounts import closed_without_counter, is_own_password


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 -- for the types: nobody else is signed in
    return request.user


@access.signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Show somebody their own account."""
    user = _user(request)
    context = {
        "staff": getattr(user, "staff", None),
        "steps": second_steps(user),
        "provider": provider_of(request),
        "makes_tokens": access.rights(request).has(*TOKEN_MAKERS),
        "sign_ins": list(open_sign_ins(user, this_key=request.session.session_key, at=now())),
    }
    return render(request, "account/account.html", context)


@access.signed_in
@closed_without_counter
@sensitive_post_parameters()
def email_change(request: HttpRequest) -> HttpResponse:
    """Take a new address, with the password; it counts once its owner opened the link that is mailed to it."""
    user = _user(request)
    form = EmailForm(request.POST or None, is_own_password=lambda password: is_own_password(user, password))
    if request.method == "POST" and form.is_valid():
        try:
            operations.ask_to_confirm(user=user, address=form.cleaned_data["email"], at=now())
        except EmailTakenError:
            form.add_error("email", _("Another account has this address already."))
        else:
            messages.success(request, _("We sent you a mail. Open the link in it: from then on the address counts."))
            return redirect("account")
    return render(request, "account/email_change.html", {"form": form})


@access.signed_in
def email_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and then let a new address count; a mail program that looks at the link changes nothing."""
    if request.method == "POST":
        try:
            operations.confirm_address(user=_user(request), token=token, at=now())
        except operations.LinkOverError:
            return render(request, "account/link_over.html", status=410)
        messages.success(request, _("Your new e-mail address counts from now on."))
        return redirect("account")
    return render(request, "account/email_confirm.html")


@access.signed_in
@require_POST
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of the own sign-ins."""
    if end_session(user_id=_user(request).pk, pk=pk):
        messages.success(request, _("That sign-in has ended."))
    return redirect("account")


@access.signed_in
@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    """End all own sign-ins but this one."""
    end_sessions(user_id=_user(request).pk, but=request.session.session_key)
    messages.success(request, _("You are now signed in here alone."))
    return redirect("account")
