"""The forms of second steps: allauth's, in our words, and stricter where a code or a passkey comes in."""

import struct
from hashlib import sha256
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as apps
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from organisations.models import User

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric"}
LONGEST_CODE = 20
LONGEST_NAME = 60
BROKEN = (AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error)
"""What reading something stumbles over that is no passkey at all."""


def _code_field() -> forms.CharField:
    return forms.CharField(label=_("Code"), max_length=LONGEST_CODE, widget=forms.TextInput(attrs=CODE))


def _use_up(user: User, code: str) -> None:
    """Take a code for as long as an app's clock could show it, so that whoever looked on cannot use it once more.

    Raises `ValidationError` when it was taken before. Allauth itself keeps it for one step of the clock alone, and a
    code counts for the step before and after as well.
    """
    steps = 1 + 2 * app_settings.TOTP_TOLERANCE
    place = f"second-step:{sha256(f'{user.pk} {code}'.encode()).hexdigest()}"
    if not cache.add(place, 1, steps * app_settings.TOTP_PERIOD):
        raise get_adapter().validation_error("incorrect_code")


class _UsedOnce:
    """A form whose code is worth something once."""

    user: User

    def clean_code(self) -> str:
        """Return the code, which is used up with that. Raises `ValidationError`."""
        code: str = super().clean_code()  # type: ignore[misc]  # of the form that this is mixed into
        _use_up(self.user, code)
        return code


class CodeForm(_UsedOnce, codes.AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A code of the app, or a recovery code, at sign-in."""

    code = _code_field()


class CodeAgainForm(_UsedOnce, codes.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """A code, before something that matters."""

    code = _code_field()


class AppForm(_UsedOnce, apps.ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """The first code of an app, which shows that it works."""

    code = _code_field()


class CredentialField(forms.JSONField):
    """What a browser says of a passkey, in the shape that `kind` has; whatever else somebody sends is refused."""

    def __init__(self, kind: type[AuthenticationResponse | RegistrationResponse]) -> None:
        super().__init__(widget=forms.HiddenInput)
        self.kind = kind

    def clean(self, value: Any) -> Any:
        """Return it as it came. Raises `ValidationError`."""
        found = super().clean(value)
        try:
            self.kind.from_dict(found)
        except BROKEN as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return found


class PasskeyStepForm(passkeys.AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey after the password."""

    credential = CredentialField(AuthenticationResponse)


class PasskeySignInForm(passkeys.LoginWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey alone."""

    credential = CredentialField(AuthenticationResponse)


class PasskeyAgainForm(passkeys.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A passkey, before something that matters."""

    credential = CredentialField(AuthenticationResponse)


class PasskeyForm(passkeys.AddWebAuthnForm):  # type: ignore[misc]  # allauth ships no types
    """A name for a new passkey; the browser adds the rest."""

    credential = CredentialField(RegistrationResponse)

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
