"""What staff fill in about rounds and invitations."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.forms.models import model_to_dict
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from organisations import access as places
from organisations.choices import Role
from organisations.data import Rights
from organisations.models import Unit
from surveys.choices import CHOSEN, Audience, Mode, Outcome
from surveys.models import Release, Round
from surveys.release_choice import ReleaseField, choosable, left_out
from surveys.rules.answering import CORRECTABLE_TO

USUAL_LENGTH = timedelta(days=56)
LONGEST_REASON = 200


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **options: Any) -> None:
        errors = {"invalid": gettext_lazy("This is not a day that exists. Choose a day in the calendar.")}
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, error_messages=errors, **options)


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django takes no type at run time
    """A unit, named with what its level is called."""

    def label_from_instance(self, obj: Unit) -> str:
        """Return name and level."""
        return f"{obj.name} · {obj.level}"


def mode_choices() -> list[tuple[str, SafeString]]:
    """Return each way to keep answers with what it means, in plain words."""
    meanings = {
        Mode.NAMED: _("Support workers read the answers and make agreements with the client about them."),
        Mode.CONFIDENTIAL: _("Nobody in the team reads the answers of one person. They only count in groups."),
        Mode.ANONYMOUS: _("Nobody can find out who said what. Can be prepared, but not opened yet."),
    }
    return [
        (mode.value, format_html("<span><strong>{}</strong><br>{}</span>", mode.label.capitalize(), meanings[mode]))
        for mode in Mode
    ]


def plan_of(draft: Round) -> dict[str, Any]:
    """Return what a prepared round fills in on the form."""
    chosen = {f"release_{row.audience}": row.release_id for row in draft.releases.all()}
    whole = {"norm_level": ""} if draft.norm_level == draft.owner.level else {}
    return model_to_dict(draft) | chosen | whole


class RoundForm(forms.Form):
    """Preparing a round."""

    name = forms.CharField(
        label=gettext_lazy("Name"), help_text=gettext_lazy("For example: Autumn 2026."), max_length=120
    )
    owner = UnitField(
        label=gettext_lazy("Who is asked?"),
        help_text=gettext_lazy("The round asks everybody in this unit and in all below it."),
        queryset=Unit.objects.none(),
        empty_label=gettext_lazy("Choose a unit"),
    )
    release_client = ReleaseField(
        label=gettext_lazy("What do clients get?"),
        queryset=Release.objects.none(),
        required=False,
        empty_label=gettext_lazy("Clients are not asked"),
    )
    release_relative = ReleaseField(
        label=gettext_lazy("What do parents and relatives get?"),
        queryset=Release.objects.none(),
        required=False,
        empty_label=gettext_lazy("Relatives are not asked"),
    )
    release_observer = ReleaseField(
        label=gettext_lazy("What do people get who look along?"),
        help_text=gettext_lazy(
            "For clients who do not tell it in words. Two or more people who know the client describe what they see. "
            "The team chooses them for each client."
        ),
        queryset=Release.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody looks along"),
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("How are answers kept?"),
        help_text=gettext_lazy(
            "Everybody reads this before answering. It cannot be changed once the round is open. Lists that several "
            "people answer about one client can only be asked by name."
        ),
        choices=mode_choices,
        widget=forms.RadioSelect,
    )
    reference_date = DayField(
        label=gettext_lazy("Who is a client on which day?"),
        help_text=gettext_lazy("Whoever gets support on this day takes part."),
    )
    opens_on = DayField(label=gettext_lazy("Opens on"))
    closes_on = DayField(label=gettext_lazy("Closes on"))
    feedback_on = DayField(
        label=gettext_lazy("Told back on"),
        help_text=gettext_lazy("May be left empty. When clients hear what is done with it."),
        required=False,
    )
    norm_percentage = forms.IntegerField(
        label=gettext_lazy("Norm for the response, in per cent"), min_value=0, max_value=100, initial=70
    )
    norm_level = forms.ChoiceField(
        label=gettext_lazy("At which level is the norm judged?"),
        help_text=gettext_lazy("A team sees how many people answered and whom it can still ask, without a verdict."),
        required=False,
    )

    def __init__(self, data: QueryDict | None, *, rights: Rights, on: date, draft: Round | None = None) -> None:
        """Offer what somebody may use; filled in with the draft, else the dates begin with today."""
        new = {"reference_date": on, "opens_on": on, "closes_on": on + USUAL_LENGTH}
        super().__init__(data, initial=plan_of(draft) if draft else new)
        own = places.units(rights, Role.QUALITY).filter(closed_on=None).order_by("path")
        self._offer("owner", own)
        among = choosable(rights)
        self.left_out = left_out(among)
        for audience in CHOSEN:
            releases = self.fields[f"release_{audience}"]
            if isinstance(releases, ReleaseField):
                releases.offer(rights, among, audience)
        levels = dict.fromkeys(own.values_list("level", flat=True))
        field = self.fields["norm_level"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("The unit that is asked as a whole")), *((level, level) for level in levels)]

    def _offer(self, name: str, queryset: Any) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = queryset

    def arguments(self) -> dict[str, Any]:
        """Return the arguments of `create_round`, once the form is valid."""
        chosen = dict(self.cleaned_data)
        asked = {audience: chosen.pop(f"release_{audience}") for audience in CHOSEN}
        return chosen | {"releases": {audience: release for audience, release in asked.items() if release}}


class OutcomeForm(forms.Form):
    """What became of somebody who was to be asked."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What is the case?"),
        choices=lambda: [(each.value, each.label.capitalize()) for each in Outcome if each in CORRECTABLE_TO],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        help_text=gettext_lazy("In a few words, for your colleagues. Write nothing about health."),
        max_length=LONGEST_REASON,
        error_messages={"required": gettext_lazy("Say in a few words why, so that a colleague understands it.")},
    )


class FindForm(forms.Form):
    """Which part of a response to show."""

    audience = forms.ChoiceField(label=pgettext_lazy("round", "Who"), choices=Audience.choices, required=False)
    unit = forms.CharField(label=gettext_lazy("Search for a team or location"), max_length=120, required=False)
