"""The forms of second steps: allauth's, in our words."""

from typing import Any

from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as apps
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.utils.translation import gettext_lazy as _

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric"}
LONGEST_CODE = 20
LONGEST_NAME = 60


def _code_field() -> forms.CharField:
    return forms.CharField(label=_("Code"), max_length=LONGEST_CODE, widget=forms.TextInput(attrs=CODE))


class CodeForm(codes.AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A code of the app, or a recovery code, at sign-in."""

    code = _code_field()


class CodeAgainForm(codes.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A code, before something that matters."""

    code = _code_field()


class AppForm(apps.ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """The first code of an app, which shows that it works."""

    code = _code_field()


class PasskeyForm(passkeys.AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A name for a new passkey; the browser adds the rest."""

    name = forms.CharField(
        label=_("A name by which you know it"),
        help_text=_("For instance: my phone."),
        max_length=LONGEST_NAME,
        required=False,
    )
    passwordless = forms.BooleanField(
        label=_("Also sign in with this passkey alone, without a password"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["name"] = ""


class PasskeyNameForm(passkeys.EditWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """Another name for a passkey."""

    name = forms.CharField(label=_("A name by which you know it"), max_length=LONGEST_NAME)
