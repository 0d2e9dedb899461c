"""What is filled in when somebody dies, leaves, comes back or moves, and when two records turn out to be one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.choices import ClientGroup, Law, Product
from organisations.forms.units import FormAboutUnit, UnitChoiceField
from organisations.models import Placement, RoleAssignment


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        errors = {"invalid": gettext_lazy("This is not a day that exists. Choose a day in the calendar.")}
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, error_messages=errors, **options)


class FindForm(forms.Form):
    """Part of a name, or a number. Sent with POST, so that no name ends up in an address or a log."""

    search = forms.CharField(
        label=gettext_lazy("Name or client number"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "type": "search"}),
    )


class DepartureForm(forms.Form):
    """On which day, and that the choice was meant."""

    happened_on = DayField()
    sure = forms.BooleanField()

    def __init__(self, *args: Any, day: str, sure: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["happened_on"].label = day
        self.fields["sure"].label = sure


class UndoForm(forms.Form):
    """Nothing to fill in: sending it says yes."""


class MoveForm(FormAboutUnit):
    """Where to, and since when."""

    field_order: tuple[str, ...] = ("unit", "since")

    unit = UnitChoiceField(label=gettext_lazy("To which unit?"))
    since = DayField(label=gettext_lazy("Since which day?"))


class ReturnForm(FormAboutUnit):
    """Where somebody gets support again, and which."""

    field_order: tuple[str, ...] = ("unit", "since", "product", "law", "client_group")

    unit = UnitChoiceField()
    since = DayField(label=gettext_lazy("Since which day?"))
    product = forms.ChoiceField(label=gettext_lazy("What does this person get?"), choices=Product.choices)
    law = forms.ChoiceField(label=gettext_lazy("Law"), choices=Law.choices)
    client_group = forms.ChoiceField(label=gettext_lazy("Client group"), choices=ClientGroup.choices)


class OtherNumberForm(forms.Form):
    """The number of the record that is the same person."""

    number = forms.CharField(label=gettext_lazy("The other client number"), max_length=40)


class MergeForm(forms.Form):
    """The number that goes, typed once more, and the fingerprint of what was shown."""

    number = forms.CharField(max_length=40)
    shown = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, wanted: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = wanted
        self.fields["number"].label = _("Type %(number)s to confirm") % {"number": wanted}
        self.fields["number"].widget.attrs.update({"autocomplete": "off"})

    def shown_again(self, fingerprint: str) -> "MergeForm":
        """Return itself, agreeing to what is shown now instead of what was shown before."""
        self.data = {**{name: self.data.get(name, "") for name in self.data}, "shown": fingerprint}
        return self

    def clean_number(self) -> str:
        """Refuse any other number."""
        said: str = self.cleaned_data["number"].strip()
        if said != self.wanted:
            raise forms.ValidationError(_("This is another number. Type the number of the record that goes."))
        return said


class TargetForm(FormAboutUnit):
    """Into or under which unit."""

    unit = UnitChoiceField(label=gettext_lazy("Which unit?"))


class SplitForm(TargetForm):
    """Who goes to the other unit: some clients, and staff who get their role there too."""

    field_order: tuple[str, ...] = ("unit", "placements", "roles")

    placements = forms.MultipleChoiceField(
        label=gettext_lazy("Which clients go there?"), widget=forms.CheckboxSelectMultiple
    )
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Who of staff works there too?"),
        help_text=gettext_lazy("They keep their role here. End it under Staff if it is over."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self, *args: Any, present: Iterable[Placement], staff: Iterable[RoleAssignment], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("placements", [(str(row.pk), _named(row)) for row in present])
        self._offer("roles", [(str(row.pk), f"{row.staff.name} · {row.get_role_display()}") for row in staff])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- for the types
        field.choices = choices


def _named(row: Placement) -> str:
    return f"{row.client.first_name} {row.client.last_name} · {row.get_product_display()}"
