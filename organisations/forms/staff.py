from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from organisations.choices import Role
from organisations.forms.units import FormAboutUnit, UnitChoiceField
from organisations.models import Staff


class RoleForm(FormAboutUnit):
    """A role on a unit and all below it."""

    field_order: tuple[str, ...] = ("role", "unit")

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    unit = UnitChoiceField(help_text=_("The role holds here and everywhere below."))


class NewStaffForm(RoleForm):
    """Somebody new, with a first role."""

    name = forms.CharField(label=_("Name"), max_length=Staff._meta.get_field("name").max_length)  # noqa: SLF001 -- Django's documented name
    username = forms.CharField(
        label=_("User name"),
        help_text=_("To sign in with, for instance carla.devries."),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
    )

    field_order = ("name", "username", "role", "unit")


class SearchForm(forms.Form):
    """A part of a name. Sent with POST, so that no name ends up in an address or a log."""

    q = forms.CharField(label=_("Search by name"), max_length=100, required=False)
