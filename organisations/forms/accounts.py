from collections.abc import Callable
from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organisations.choices import MailKind
from organisations.clock import now
from organisations.models import User
from organisations.operations.mail import ask_for_mail
from organisations.operations.pins import PIN

GOOD_PASSWORD = _("At least ten characters. A long sentence that only you know works best.")


class WithoutEchoes(forms.Form):
    """A form whose fields do not say their label a second time: it stands above them already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class LoginForm(WithoutEchoes, allauth.LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Signing in; the way to a new password stands beside the button."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class PasswordForm(WithoutEchoes, allauth.ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """Another password of one's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = ""  # the page says it, in two sentences

    def clean(self) -> dict[str, Any] | None:
        """See that it is another one: a password that somebody else made, and saw, does not become one's own."""
        found = super().clean()
        if self.cleaned_data.get("password1") and self.cleaned_data["password1"] == self.data.get("oldpassword"):
            self.add_error("password1", _("Choose another password than the one that you have."))
        return found


class PinForm(forms.Form):
    """A new PIN, twice, with the password of whose it is; without the password where something else says who it is."""

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

    def __init__(self, *args: Any, is_own_password: Callable[[str], bool] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_own_password = is_own_password
        if is_own_password is None:
            del self.fields["password"]

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
        if not self.errors and self.is_own_password and not self.is_own_password(self.cleaned_data["password"]):
            self.add_error("password", _("This password is not right."))
        return found


class ResetForm(forms.Form):
    """The address to which a link for a new password is mailed, if it belongs to anybody: that is found out later."""

    email = forms.EmailField(
        label=_("Your e-mail address at work"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def save(self, request: HttpRequest, **_more: Any) -> str:
        """Ask for the mail; nothing here depends on whether somebody has the address."""
        address: str = self.cleaned_data["email"]
        ask_for_mail(kind=MailKind.PASSWORD_RESET, address=address, at=now())
        return address


class NewPasswordForm(WithoutEchoes, allauth.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth ships no types
    """A new password, by a link that was mailed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = GOOD_PASSWORD


class PasswordAgainForm(WithoutEchoes, allauth.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The own password, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ChoosePasswordForm(forms.Form):
    """The first password of an account, chosen by its owner."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=GOOD_PASSWORD,
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The same password once more"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        """Return the password when it is long and rare enough."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password

    def clean_again(self) -> str:
        """See that both are the same."""
        again: str = self.cleaned_data["again"]
        if self.cleaned_data.get("password") not in {None, again}:
            raise forms.ValidationError(_("This is not the same as the first time."))
        return again


class EmailForm(forms.Form):
    """Another e-mail address of one's own, with the password of whose it is."""

    email = forms.EmailField(
        label=_("New e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, is_own_password: Callable[[str], bool], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_own_password = is_own_password

    def clean_email(self) -> str:
        """Return the address in small letters: nobody has two that differ in that alone."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any] | None:
        """Look at the password last, so that a slip in the address spends no try."""
        found = super().clean()
        if not self.errors and not self.is_own_password(self.cleaned_data["password"]):
            self.add_error("password", _("This password is not right."))
        return found
