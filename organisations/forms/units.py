from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.choices import WITHIN_PROVIDER, Role
from organisations.models import Unit, Wording
from organisations.rules.units import Place


class UnitChoiceField(forms.TypedChoiceField):
    """A choice among places, told by their full names; the value is the id of the unit."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=UUID, **{"label": _("Unit"), **kwargs})

    def offer(self, places: Iterable[Place]) -> None:
        """Offer these places; with a single one it is chosen already."""
        names = [(str(place.unit_id), place.full_name) for place in places]
        self.choices = names if len(names) == 1 else [("", _("Choose a unit")), *names]


class FormAboutUnit(forms.Form):
    """A form that asks about which unit, among `places`, it is."""

    unit = UnitChoiceField()

    def __init__(self, *args: Any, places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, UnitChoiceField)  # noqa: S101 -- for the types: subclasses only give other words
        unit.offer(places)


class FormAboutRole(FormAboutUnit):
    """A role on a unit and all below it."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    unit = UnitChoiceField(help_text=_("The role holds here and everywhere below."))

    def __init__(self, *args: Any, places: Iterable[Place], **kwargs: Any) -> None:
        offered = tuple(places)
        super().__init__(*args, places=offered, **kwargs)
        self.above_providers = {place.unit_id for place in offered if place.provider_id is None}

    def clean(self) -> dict[str, Any]:
        """Refuse a role that would reach nothing: above the providers nobody sees persons or a log."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("role") in WITHIN_PROVIDER and data.get("unit") in self.above_providers:
            self.add_error("unit", _("This role only works within a provider. Choose a provider, or a unit below one."))
        return data


class UnitForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the types alone
    """The name of a unit and what its level is called."""

    class Meta:
        model = Unit
        fields = ("name", "level")
        help_texts = {"level": _("Your own word, for instance: location, team, group.")}


class NewUnitForm(UnitForm):
    """A new unit; outside a provider it may itself become one."""

    is_provider = forms.BooleanField(
        label=_("This is a provider"),
        help_text=_("Rights over persons stop here, and client numbers are unique here."),
        required=False,
    )

    def __init__(self, *args: Any, within_provider: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if within_provider:
            del self.fields["is_provider"]


class WordingForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the types alone
    """The organisation's own words."""

    class Meta:
        model = Wording
        fields = ("client", "clients", "plan", "support", "reflection", "adviser", "complaints_officer")
