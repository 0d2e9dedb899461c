from datetime import date
from typing import Any

from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from organisations.models import Representation
from organisations.rules.codes import LENGTH
from organisations.rules.seeing import outgrown


class SightForm(forms.ModelForm):  # type: ignore[type-arg]  # generic for the types alone
    """What somebody close to a client may see, and what the client says of it."""

    client_agrees = forms.TypedChoiceField(
        label=_("What does the client say?"),
        choices=(("", _("not asked yet")), ("yes", _("yes")), ("no", _("no"))),
        coerce={"yes": True, "no": False}.get,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "From 12 years on the client may say no. From 16 on nothing is shown without a yes, and a yes of before "
            "is asked anew."
        ),
    )

    until = forms.DateField(
        label=_("From when on is this over?"),
        help_text=_(
            "The first day on which this person stands beside the client no more. No end known: leave it empty."
        ),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("This is not a day that exists. Choose a day in the calendar.")},
    )

    class Meta:
        model = Representation
        fields = ("may_see", "hide_places", "client_agrees", "evidence")
        labels = {
            "may_see": _("May see agreements and what is done with the answers"),
            "hide_places": _("Secret address: name no place and nobody of staff"),
            "evidence": _("On what paper this rests"),
        }
        help_texts = {
            "evidence": _("For instance: decision of the court of 3 May 2026. Nothing about health."),
            "hide_places": _(
                "What you wrote in an agreement stands there as you wrote it. Read the agreements once more: "
                "is there a place or a name in them?"
            ),
        }

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        said: dict[bool | None, str] = {True: "yes", False: "no"}
        one = self.instance
        old = outgrown(one.ground, birth_date=one.client.birth_date, on=on)
        self.initial["client_agrees"] = "" if old else said.get(one.client_agrees, "")
        self.initial["until"] = one.period.upper

    def clean_until(self) -> date | None:
        """Return the day on which it is over, which comes after the day on which it began."""
        until: date | None = self.cleaned_data["until"]
        since = self.instance.period.lower
        if until and since and until <= since:
            day = date_format(since, "j F Y")
            raise forms.ValidationError(_("It began on %(day)s. Choose a day after that.") % {"day": day})
        self.instance.period = DateRange(since, until)
        return until

    def clean(self) -> dict[str, Any]:
        """Note on which day the client said yes or no, when that is new."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("client_agrees") is None:
            self.instance.said_on = None
        elif "client_agrees" in self.changed_data:
            self.instance.said_on = self.on
        return cleaned


class DoorForm(forms.Form):
    """To which address a link is mailed."""

    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )


class LetterCodeForm(forms.Form):
    """The code of the letter."""

    code = forms.CharField(
        label=_("Type the code from the letter"),
        help_text=_("It looks like this: K7QF-M2XW-9AB"),
        max_length=LENGTH * 4,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
