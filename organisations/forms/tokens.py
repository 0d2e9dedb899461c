from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.choices import Scope
from organisations.forms.units import FormAboutUnit
from organisations.models import ApiToken
from organisations.rules.units import Place


class TokenForm(FormAboutUnit):
    """A new API token: what for, where, how long."""

    name = forms.CharField(
        label=_("What is it for?"),
        help_text=_("For instance: dashboard of the quality department."),
        max_length=ApiToken._meta.get_field("name").max_length,  # noqa: SLF001 -- Django's documented name
    )
    scopes = forms.TypedMultipleChoiceField(
        label=_("It may"), coerce=Scope, choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    until = forms.DateField(
        label=_("Valid until and including"),
        help_text=_("A year at most. Shorter is safer."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    field_order = ("name", "scopes", "unit", "until")

    def __init__(self, *args: Any, places: Iterable[Place], latest: date, **kwargs: Any) -> None:
        super().__init__(*args, places=places, **kwargs)
        self.fields["until"].widget.attrs["max"] = latest.isoformat()
        self.fields["unit"].help_text = _("The token reaches what you may see of this unit and all below it.")
