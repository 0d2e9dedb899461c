from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.choices import Role
from organisations.forms.units import FormAboutUnit, UnitChoiceField
from organisations.models import ClaimRole


class ClaimRoleForm(FormAboutUnit):
    """Which role everybody gets for whom the identity provider says something."""

    value = forms.CharField(
        label=_("What the identity provider says"),
        help_text=_("Exactly as it says it, for instance the name of a group or of an app role."),
        max_length=ClaimRole._meta.get_field("value").max_length,  # noqa: SLF001 -- Django's documented name
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    unit = UnitChoiceField(help_text=_("The role holds here and everywhere below."))

    field_order = ("value", "role", "unit")
