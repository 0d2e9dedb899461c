"""Which instruments there are for a client, and how each goes with that person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q

from instruments.advice import Advice, advise
from instruments.definition.model import Definition
from instruments.definition.texts import html_lang
from instruments.fitting import Proposal, is_checked, propose
from organisations.queries.trees import paths_above
from surveys.models import Release
from surveys.queries.asked_person import AskedPerson
from surveys.queries.instruments import instruments


@dataclass(frozen=True, slots=True)
class Fitting:
    """What suits a client. advice: what would be proposed if nobody had chosen anything."""

    advice: Advice
    fitting: tuple[Proposal, ...]
    others: tuple[Proposal, ...]
    unchecked: frozenset[str]


def fitting(asked: AskedPerson) -> Fitting:
    """Return the newest version of every instrument that the client's unit may use, as it goes with the client."""
    definitions = definitions_for(asked.path)
    found = propose(definitions, asked.person)
    return Fitting(
        advice=advise(replace(asked.person, points=None, style=None, level=None)),
        fitting=tuple(one for one in found if one.fits),
        others=tuple(one for one in found if not one.fits),
        unchecked=frozenset(_unchecked(definitions)),
    )


def definitions_for(path: str) -> list[Definition]:
    """Return the newest version of every instrument of everybody and of units at or above a tree path. Two queries."""
    usable = Release.objects.filter(Q(owner=None) | Q(owner__path__in=paths_above(path)))
    return [found.definition for found in instruments(usable.select_related("owner").defer("definition"))]


def _unchecked(definitions: Iterable[Definition]) -> Iterable[str]:
    for definition in definitions:
        yield from (html_lang(tag) for tag in definition.languages if not is_checked(definition, tag))
