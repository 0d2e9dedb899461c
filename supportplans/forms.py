"""What staff fill in."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisations.models import Staff
from supportplans.choices import AgreementState, ClientReply
from supportplans.models import Wish
from supportplans.rules import agreements as rules
from supportplans.rules import goals as goal_rules


def add_faults(form: forms.Form, faults: tuple[rules.Fault, ...]) -> None:
    """Show the faults that an operation found beside the fields they are about."""
    for fault in faults:
        form.add_error(fault.field if fault.field in form.fields else None, str(fault.message))


class AgreementForm(forms.Form):
    """What, who and when."""

    what = forms.CharField(
        label=_("What is going to happen?"),
        help_text=_("In words that the client understands. Short and precise."),
        max_length=rules.WHAT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write down what is going to happen.")},
    )
    who = forms.CharField(
        label=_("Who is going to do it?"),
        help_text=_("A name. It may be the client."),
        max_length=rules.WHO_LENGTH,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
        error_messages={"required": _("Write down who is going to do it. It may be the client.")},
    )
    due_on = forms.DateField(
        label=pgettext_lazy("agreement", "When?"),
        help_text=_("The day on which it is done, or on which you look together whether it worked."),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("This is not a day that exists. Choose a day in the calendar."),
        },
    )

    def __init__(self, data: QueryDict | None, *, who: str, on: date) -> None:
        """Suggest who and a usual day, counted from the day `on`."""
        super().__init__(data, initial={"who": who, "due_on": on + rules.USUAL_TERM})
        self.on = on

    def clean_due_on(self) -> date:
        """Say at once, with whatever else is missing, that the day cannot be."""
        due_on: date = self.cleaned_data["due_on"]
        for fault in rules.due(due_on=due_on, on=self.on):
            self.add_error("due_on", str(fault.message))
        return due_on


class CloseForm(forms.Form):
    """How an agreement ended."""

    state = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[
            (AgreementState.DONE, _("It was done")),
            (AgreementState.NOT_POSSIBLE, _("It is not possible")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it was done or is not possible.")},
    )
    reason = forms.CharField(
        label=_("Why is it not possible?"),
        help_text=_("The client reads this. Only needed when it is not possible."),
        max_length=rules.REASON_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class GoalForm(forms.Form):
    """A goal that the client wants."""

    words = forms.CharField(
        label=_("What is the goal?"),
        help_text=_("In the client's own words. Short and precise."),
        max_length=goal_rules.WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write down the goal, in words that the client understands.")},
    )
    whose = forms.ChoiceField(
        label=_("Whose goal is it?"),
        choices=[("client", _("The client wants this")), ("others", _("Others want this for the client"))],
        required=False,
        help_text=_("Only goals that the client wants belong here."),
        widget=forms.RadioSelect,
    )


class AssignForm(forms.Form):
    """Who sees to a wish, and who when that person is away."""

    person = forms.ModelChoiceField(
        label=_("Who sees to this wish?"), queryset=Staff.objects.none(), required=False, empty_label=_("The team")
    )
    deputy = forms.ModelChoiceField(
        label=_("And who when that person is away?"),
        queryset=Staff.objects.none(),
        required=False,
        empty_label=_("Nobody yet"),
    )

    def __init__(self, data: QueryDict | None, *, wish: Wish, candidates: QuerySet[Staff]) -> None:
        """Offer the candidates; the wish's own people are chosen already."""
        super().__init__(data, initial={"person": wish.person_id, "deputy": wish.deputy_id})
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = candidates


class ReplyForm(forms.Form):
    """What the client says to what was told; empty when the client was told and said nothing."""

    submission = forms.UUIDField()
    reply = forms.ChoiceField(choices=ClientReply.choices, required=False)


class SearchForm(forms.Form):
    """A name to look for. It travels in the body, so that no name stands in an address."""

    search = forms.CharField(label=_("Search by name or number"), max_length=100, required=False)
