from datetime import date
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from organisations.choices import AskedBy, ErasureGround
from organisations.models import Client

DAY = {"type": "date"}


def begun(codes: type[TextChoices]) -> list[tuple[str, str]]:
    """Return the choices of a list, each beginning with a capital."""
    return [(value, str(capfirst(label))) for value, label in codes.choices]


class PersonSearchForm(forms.Form):
    """Somebody by client number, or by the beginning of a name."""

    q = forms.CharField(
        label=_("Client number, or the beginning of a first or last name"), max_length=120, required=False
    )


class AskedByField(forms.ChoiceField):
    """Who asks."""

    def __init__(self, **kwargs: Any) -> None:
        given = {"label": _("Who asks for this?"), "choices": lambda: begun(AskedBy), "widget": forms.RadioSelect}
        super().__init__(**{**given, **kwargs})


class PersonExportForm(forms.Form):
    """For whom an export is."""

    for_whom = AskedByField()


class CorrectionForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the types alone
    """The facts about a client that can be put right, and who asked for it."""

    asked_by = AskedByField()

    class Meta:
        model = Client
        fields = ("first_name", "last_name", "birth_date", "address_form")
        labels = {"address_form": _("How this person likes to be spoken to")}
        widgets = {"birth_date": forms.DateInput(format="%Y-%m-%d", attrs=DAY)}


class ErasureForm(forms.Form):
    """Who asks to remove somebody's data, when, and on what ground."""

    asked_by = AskedByField()
    asked_on = forms.DateField(label=_("On which day?"), widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY))
    ground = forms.ChoiceField(
        label=_("On what ground?"), choices=lambda: begun(ErasureGround), widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = latest
        self.fields["asked_on"].initial = latest
        self.fields["asked_on"].widget.attrs["max"] = latest.isoformat()

    def clean_asked_on(self) -> date:
        """Refuse a day that has not come yet."""
        day: date = self.cleaned_data["asked_on"]
        if day > self.latest:
            raise forms.ValidationError(_("This day has not come yet. Choose today or an earlier day."))
        return day
