"""What is filled in about a hand-over between two providers."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organisations.choices import ConsentBy
from organisations.forms.life import DayField, ReturnForm
from organisations.models import Unit


class SendForm(forms.Form):
    """To whom, who said yes when, and whether that yes is for the way of answering too."""

    receiver = forms.ModelChoiceField(
        label=_("To which provider?"), queryset=Unit.objects.none(), empty_label=_("Choose a provider")
    )
    consent_by = forms.ChoiceField(
        label=_("Who said yes to this?"), choices=ConsentBy.choices, widget=forms.RadioSelect
    )
    consent_on = DayField(label=_("When?"))
    with_profile = forms.BooleanField(
        label=_("How this client answers goes along too"),
        help_text=_("Tick this only when the yes was also for this."),
        required=False,
    )

    def __init__(self, *args: Any, receivers: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        receiver = self.fields["receiver"]
        assert isinstance(receiver, forms.ModelChoiceField)  # noqa: S101 -- for the types
        receiver.queryset = receivers


class AcceptForm(ReturnForm):
    """The number here, and where the client gets which support."""

    field_order: tuple[str, ...] = ("number", "unit", "since", "product", "law", "client_group")

    number = forms.CharField(label=_("Client number here"), max_length=40)
