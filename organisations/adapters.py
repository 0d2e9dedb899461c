"""How django-allauth behaves here."""

from io import BytesIO
from typing import Any

import segno
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.choices import MailKind
from organisations.clock import now, today
from organisations.known_browsers import place_of_tries, remember
from organisations.models import User
from organisations.operations.mail import ask_for_mail
from organisations.operations.sessions import end_sessions
from organisations.queries.identities import signs_in_only_at
from organisations.sealing import open_text, seal_text
from organisations.sessions import seconds_since_shown

NEWS = {
    "account/email/password_changed": MailKind.PASSWORD_CHANGED,
    "account/email/password_reset": MailKind.PASSWORD_CHANGED,
    "account/email/password_set": MailKind.PASSWORD_CHANGED,
    "mfa/email/totp_activated": MailKind.FACTOR_ADDED,
    "mfa/email/webauthn_added": MailKind.FACTOR_ADDED,
    "mfa/email/recovery_codes_generated": MailKind.FACTOR_ADDED,
    "mfa/email/totp_deactivated": MailKind.FACTOR_REMOVED,
    "mfa/email/webauthn_removed": MailKind.FACTOR_REMOVED,
}
"""What somebody is told by mail about their own account, by the template that allauth would use."""
BOUND_TO = "second-factor"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are handed out by the organisation: nobody signs up by themselves."""

    def is_safe_url(self, url: str) -> bool:
        """Return whether an address to go on to lies on this site; what is no address at all does not."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: signing up is closed."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Send somebody to their organisation's identity provider who may sign in nowhere else."""
        elsewhere = signs_in_only_at(user)
        if elsewhere is None:
            instead: HttpResponse | None = super().pre_login(request, user, **kwargs)
            return instead
        words = _("You sign in at %(name)s, not with a password of this site.") % {"name": elsewhere.name}
        messages.warning(request, words)
        return redirect("account_login")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Go on after signing in, and let this browser know who did."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember(request, response, user.get_username())
        return response

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Return where allauth counts wrong passwords; for a name alone anybody could close somebody else out."""
        return place_of_tries(request, credentials.get("username") or credentials.get("email") or "")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Return whose password this is; None for a wrong one, and for a first password that nobody used in time."""
        user: User | None = super().authenticate(request, **credentials)
        over = user is not None and user.first_password_until is not None and user.first_password_until < today()
        return None if over else user

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Return False just after signing in: nobody is asked the same thing twice within minutes."""
        just_now = seconds_since_shown(self.request.session) < app_settings.REAUTHENTICATION_TIMEOUT
        return not just_now and super().is_reauthentication_required(app=app, **kwargs)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell somebody what changed about their account, in words of ours and without waiting for a mail server."""
        if user.email and template_prefix in NEWS:
            ask_for_mail(kind=NEWS[template_prefix], user=user, at=now())

    def set_password(self, user: User, password: str) -> None:
        """Store a new password that only its owner knows; every other sign-in ends."""
        user.first_password_until = None
        super().set_password(user, password)
        own = self.request.session.session_key if self.request and self.request.user == user else None
        end_sessions(user_id=user.pk, but=own)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return to the own account after changing the password."""
        return reverse("account")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Secrets of second steps are sealed; QR codes are drawn by segno, as everywhere here."""

    def encrypt(self, text: str) -> str:
        """Return a secret as it is stored."""
        return seal_text(text, bound_to=BOUND_TO)

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was stored. Raises `sealing.SealBrokenError`."""
        return open_text(encrypted_text, bound_to=BOUND_TO)

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code that an app reads."""
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=5, border=2, dark="#000", light="#fff", xmldecl=False)
        return drawn.getvalue().decode()

    def get_totp_label(self, user: User) -> str:
        """Return the name of an account in an app: the one with which its owner signs in."""
        return str(user.get_username())

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return what passkeys call this site."""
        return {**super().get_public_key_credential_rp_entity(), "name": "clientvoice"}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """Return what passkeys call an account: never an e-mail address."""
        name = str(user.get_username())
        return {**super().get_public_key_credential_user_entity(user), "name": name, "display_name": name}
