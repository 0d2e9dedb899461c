from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organisations.choices import EmergencyGround

SHORTEST = 20
EARLIEST = date(1900, 1, 1)


class EmergencyForm(forms.Form):
    """Who is to be opened, exactly, and why."""

    number = forms.CharField(label=_("Client number"), max_length=40, required=False)
    name = forms.CharField(
        label=_("Or the first and last name"),
        help_text=_("Together with the date of birth, exactly as in the file."),
        max_length=201,
        required=False,
    )
    born_on = forms.DateField(
        label=_("Date of birth"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ground = forms.ChoiceField(
        label=_("What is the matter?"), choices=EmergencyGround.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Your reason"),
        help_text=_("Why you cannot wait for the client's own team. At least 20 characters. Name no illness."),
        min_length=SHORTEST,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the number, or for the name with the day of birth; never for a part of either."""
        data: dict[str, Any] = super().clean() or {}
        if not data.get("number") and not (data.get("name") and data.get("born_on")):
            raise ValidationError(_("Fill in the client number, or the full name together with the date of birth."))
        return data

    def person(self) -> dict[str, Any]:
        """Return who is meant, as `queries.emergencies.to_be_opened` takes it."""
        data = self.cleaned_data
        name = " ".join(data["name"].split())
        return {"number": data["number"].strip(), "name": name, "born_on": data["born_on"]}
