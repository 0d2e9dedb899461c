from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.forms.units import FormAboutUnit, UnitChoiceField


class PairForm(FormAboutUnit):
    """The tablet's name and the unit where it is used."""

    field_order = ("name", "unit")

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("For instance the number on its sticker."))
    unit = UnitChoiceField(help_text=_("Clients of this unit, and of all below it, can answer on the tablet."))
