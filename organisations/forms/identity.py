from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.forms.units import FormAboutRole
from organisations.models import ClaimRole


class ClaimRoleForm(FormAboutRole):
    """Which role everybody gets for whom the identity provider says something."""

    value = forms.CharField(
        label=_("What the identity provider says"),
        help_text=_("Exactly as it says it, for instance the name of a group or of an app role."),
        max_length=ClaimRole._meta.get_field("value").max_length,  # noqa: SLF001 -- Django's documented name
    )
    field_order = ("value", "role", "unit")
