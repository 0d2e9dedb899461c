from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organisations.choices import Action, FileKind
from organisations.data import Rights
from organisations.queries.traces import Selection, clients_meant, staff_meant

DAY = {"type": "date"}


class TraceForm(forms.Form):
    """What of the access log is asked for. Sent with POST: a number or a name has no place in an address."""

    client = forms.CharField(
        label=_("Client number"),
        help_text=_("Or the reference on the certificate of somebody who was erased."),
        max_length=40,
        required=False,
    )
    staff = forms.CharField(label=_("Member of staff"), max_length=120, required=False)
    action = forms.ChoiceField(label=_("What"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    until = forms.DateField(
        label=_("Up to and including"), required=False, widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, rights: Rights, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rights = rights
        self.fields["action"].choices = [("", _("anything")), *Action.choices]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_client(self) -> tuple[Any, ...]:
        """Return the ids that are meant."""
        return self._meant("client", clients_meant, _("No client of yours has this number."))

    def clean_staff(self) -> tuple[Any, ...]:
        """Return the ids that are meant."""
        return self._meant("staff", staff_meant, _("Nobody here is called that."))

    def _meant(self, name: str, look_up: Any, nobody: Any) -> tuple[Any, ...]:
        text = self.cleaned_data[name].strip()
        found: tuple[Any, ...] = look_up(self.rights, text) if text else ()
        if text and not found:
            raise ValidationError(nobody)
        return found

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("since") and data.get("until") and data["until"] < data["since"]:
            self.add_error("until", _("This day is before the first one."))
        return data

    def selection(self) -> Selection:
        """Return what is asked for."""
        data = self.cleaned_data
        return Selection(data["client"], data["staff"], data["action"] or None, data["since"], data["until"])


class TraceFileForm(TraceForm):
    """The same, and the kind of file that is made of it; the button says which."""

    kind = forms.ChoiceField(
        label=_("Kind of file"), choices=FileKind.choices, required=False, widget=forms.HiddenInput
    )

    def clean_kind(self) -> FileKind:
        """Return the kind that was asked for; without one, a workbook."""
        return FileKind(self.cleaned_data["kind"] or FileKind.XLSX)
