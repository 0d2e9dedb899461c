"""The pages of django-allauth that exist here, each closed while tries cannot be counted. Nobody signs up."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as allauth
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, re_path

from organisations import access
from organisations.first_things import PASSWORD_PAGE, SECOND_FACTOR_PAGE
from organisations.models import User
from organisations.queries.accounts import second_steps
from organisations.views.accounts import closed_without_counter


def beside_a_password(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep out who has no password here: the own organisation, or a letter, lets them in and closes them out again.

    A second step here would be a way in beside it, and nothing could be asked first to see that it is them. It also
    waits for a password that its owner alone knows: whoever made the first one would keep a way in.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(request.user, User) and not request.user.has_usable_password():
            return redirect("account")
        at = request.resolver_match.view_name if request.resolver_match else ""
        if access.rights(request).waits == PASSWORD_PAGE != at:
            return redirect(PASSWORD_PAGE)
        return view(request, *args, **kwargs)

    return guarded


@login_required
@beside_a_password
def second_factor_overview(request: HttpRequest) -> HttpResponse:
    """Show the second steps that somebody has, and how to get one. Who needs one and has none comes here first."""
    assert isinstance(request.user, User)  # noqa: S101 -- for the types: nobody else is signed in
    context = {"steps": second_steps(request.user), "waits": access.rights(request).waits == SECOND_FACTOR_PAGE}
    return render(request, "mfa/index.html", context)


def passkey_list(_request: HttpRequest) -> HttpResponse:
    """Send to the page of all second steps, on which passkeys stand."""
    return redirect("mfa_index")


PASSKEY = "second-factor/passkeys/<int:pk>/"

urlpatterns = [
    path("login/", closed_without_counter(allauth.login), name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path(
        "password/change/",
        access.signed_in(closed_without_counter(beside_a_password(allauth.password_change))),
        name="account_change_password",
    ),
    path("password/reset/", closed_without_counter(allauth.password_reset), name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        closed_without_counter(allauth.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", allauth.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("again/", closed_without_counter(allauth.reauthenticate), name="account_reauthenticate"),
    path("second-factor/", second_factor_overview, name="mfa_index"),
    path("second-factor/code/", closed_without_counter(second_factor.authenticate), name="mfa_authenticate"),
    path("second-factor/again/", closed_without_counter(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path(
        "second-factor/app/",
        closed_without_counter(beside_a_password(totp.activate_totp)),
        name="mfa_activate_totp",
    ),
    path("second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-factor/recovery-codes/new/",
        beside_a_password(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("second-factor/passkeys/", passkey_list, name="mfa_list_webauthn"),
    path(
        "second-factor/passkeys/add/",
        closed_without_counter(beside_a_password(passkeys.add_webauthn)),
        name="mfa_add_webauthn",
    ),
    path(
        "second-factor/passkeys/again/",
        closed_without_counter(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(f"{PASSKEY}remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path(f"{PASSKEY}change/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkey/", closed_without_counter(passkeys.login_webauthn), name="mfa_login_webauthn"),
]
