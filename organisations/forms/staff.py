from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from organisations.choices import Role
from organisations.clock import today
from organisations.forms.units import FormAboutRole
from organisations.models import Staff
from organisations.queries.leaving import TeamWork
from organisations.queries.roles import RoleState

LAST_DAY = date(2999, 12, 31)


class RoleForm(FormAboutRole):
    """A role on a unit and all below it, perhaps up to a day."""

    field_order: tuple[str, ...] = ("role", "unit", "until")

    until = forms.DateField(
        label=_("Last day"),
        help_text=_("Leave empty when there is no end yet."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_until(self) -> date | None:
        """Return the day from which the role no longer holds; the last day itself may not lie behind us."""
        last: date | None = self.cleaned_data["until"]
        if last is None:
            return None
        if not today() <= last <= LAST_DAY:
            raise forms.ValidationError(_("Choose today or a later day."))
        return last + timedelta(days=1)


class NameForm(forms.Form):
    """What a member of staff is called."""

    name = forms.CharField(label=_("Name"), max_length=Staff._meta.get_field("name").max_length)  # noqa: SLF001 -- Django's documented name

    def clean_name(self) -> str:
        """Return the name on one line: it is written in mail."""
        return " ".join(str(self.cleaned_data["name"]).split())


class ColleagueForm(NameForm):
    """The name and address of somebody who works here; `sure` once what it will do was read."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254, required=False)
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, with_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_address:
            del self.fields["email"]

    def clean_email(self) -> str:
        """Return the address in small letters: nobody has two that differ in that alone."""
        return str(self.cleaned_data["email"]).lower()


class NewStaffForm(NameForm, RoleForm):
    """Somebody new, with a first role."""

    username = forms.CharField(
        label=_("User name"),
        help_text=_("To sign in with, for instance carla.devries."),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
    )

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We mail an invitation to it. Without an address you get a first password to pass on."),
        max_length=254,
        required=False,
    )

    field_order = ("name", "email", "username", "role", "unit", "until")

    def clean_email(self) -> str:
        """Return the address in small letters: nobody has two that differ in that alone."""
        return str(self.cleaned_data["email"]).lower()


class SearchForm(forms.Form):
    """A part of a name. Sent with POST, so that no name ends up in an address or a log."""

    q = forms.CharField(label=_("Search by name"), max_length=100, required=False)


class RoleListForm(forms.Form):
    """Which roles to show. Sent with POST, so that no name ends up in an address or a log."""

    q = forms.CharField(label=_("Search by name"), max_length=100, required=False)
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("every role")), *Role.choices], required=False)
    state = forms.ChoiceField(label=_("Show"), choices=RoleState.choices, required=False)
    page = forms.IntegerField(min_value=1, max_value=100_000, required=False, widget=forms.HiddenInput)


class LeaveForm(forms.Form):
    """Who takes over the work of each team; nobody: it stays with the team."""

    def __init__(self, *args: Any, work: Sequence[TeamWork], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for team in work:
            nobody = ("", _("Nobody yet: it stays with the team"))
            heirs = [(str(colleague.pk), colleague.name) for colleague in team.heirs]
            label = _("Who takes over in %(team)s?") % {"team": team.team.name}
            self.fields[str(team.team.pk)] = forms.ChoiceField(label=label, choices=[nobody, *heirs], required=False)

    def heirs(self) -> dict[UUID, UUID | None]:
        """Return the colleague who was chosen for each team, by ids."""
        return {UUID(team): UUID(heir) if heir else None for team, heir in self.cleaned_data.items()}
