"""Which instruments a round can ask, as a form offers them, and why it does not offer the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from organisations.choices import Role
from organisations.data import Rights
from surveys import access
from surveys.choices import Audience
from surveys.instrument_words import WHY_NOT
from surveys.queries.instruments import Edition, Instrument, instruments
from surveys.rules.askable import chosen_for, why_not

Group = tuple[str, list[tuple[str, str]]]


class ReleaseField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django takes no type at run time
    """A published version of an instrument; those of everybody first, the newest version of each first."""

    def offer(self, rights: Rights, among: Iterable[Instrument], audience: Audience) -> None:
        """Offer what can be asked of an audience."""
        self.queryset = access.releases(rights, Role.QUALITY).defer("definition")
        self.choices = [("", str(self.empty_label)), *_groups(among, audience)]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An instrument that a round cannot ask, and why."""

    title: str
    why: str


def choosable(rights: Rights) -> list[Instrument]:
    """Return the instruments that somebody who sets up rounds may use, whether or not a round can ask them."""
    return instruments(access.releases(rights, Role.QUALITY).defer("definition"))


def left_out(among: Iterable[Instrument]) -> list[LeftOut]:
    """Return what a round cannot ask, each with why."""
    found = ((_title(each.newest), _why_left_out(each)) for each in among)
    return [LeftOut(title, why) for title, why in found if why]


def _why_left_out(instrument: Instrument) -> str:
    if reason := why_not(instrument.definition):
        return str(WHY_NOT[reason])
    published = any(edition.release_id for edition in instrument.editions)
    return "" if published else _("It is not published yet.")


def _groups(among: Iterable[Instrument], audience: Audience) -> list[Group]:
    groups = groupby(among, lambda instrument: instrument.owner.name if instrument.owner else _("For everybody"))
    found = [
        (name, _options([edition for each in group for edition in each.editions], audience)) for name, group in groups
    ]
    return [(name, options) for name, options in found if options]


def _options(editions: Sequence[Edition], audience: Audience) -> list[tuple[str, Any]]:
    return [
        (str(edition.release_id), f"{_title(edition)} · {edition.version}")
        for edition in editions
        if edition.release_id and audience in chosen_for(edition.definition)
    ]


def _title(edition: Edition) -> str:
    return edition.definition.title.in_language(get_language() or "nl")
