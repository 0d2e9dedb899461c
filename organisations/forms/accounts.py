from collections.abc import Callable
from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.operations.pins import PIN


class WithoutEchoes(forms.Form):
    """A form whose fields do not say their label a second time: it stands above them already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class LoginForm(WithoutEchoes, allauth.LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Signing in."""


class PasswordForm(WithoutEchoes, allauth.ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """Another password of one's own."""


class PinForm(forms.Form):
    """A new PIN, twice, with the password of whose it is."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    pin = forms.CharField(
        label=_("New PIN"),
        help_text=_("Four to six digits. Do not use your date of birth."),
        max_length=6,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    again = forms.CharField(
        label=_("New PIN once more"),
        max_length=6,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, is_own_password: Callable[[str], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_own_password = is_own_password

    def clean_pin(self) -> str:
        """Return the PIN when it is four to six digits."""
        pin: str = self.cleaned_data["pin"]
        if not PIN.fullmatch(pin):
            raise forms.ValidationError(_("Use four to six digits, nothing else."))
        return pin

    def clean(self) -> dict[str, Any] | None:
        """Look at the password last, so that a slip in the PIN spends no try."""
        found = super().clean()
        if self.cleaned_data.get("pin") and self.cleaned_data["pin"] != self.cleaned_data.get("again"):
            self.add_error("again", _("This is not the same as the first time."))
        if not self.errors and not self.is_own_password(self.cleaned_data["password"]):
            self.add_error("password", _("This password is not right."))
        return found
