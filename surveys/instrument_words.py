"""What the parts of an instrument are called on screen."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from instruments.continuing import Why
from instruments.definition.model import Audience, Criterion, Kind
from instruments.definition.suiting import Relation
from instruments.styles.registry import answer_styles
from surveys.rules.askable import WhyNot

KINDS: Mapping[Kind, Promise] = {
    Kind.QUESTIONNAIRE: _("questionnaire"),
    Kind.CONVERSATION: _("conversation"),
    Kind.OBSERVATION: _("observation"),
    Kind.PAIRED: _("two lists side by side"),
    Kind.PULSE: _("one question in the moment"),
}
AUDIENCES: Mapping[Audience, Promise] = {
    Audience.CLIENT: _("clients"),
    Audience.RELATIVE: _("parents and relatives"),
    Audience.SUPPORT_WORKER: _("support workers"),
    Audience.OBSERVER: _("people who know the client well"),
}
RELATIONS: Mapping[Relation, Promise] = {
    Relation.FAMILY: _("family"),
    Relation.TEAM: _("somebody of the team"),
    Relation.OUTSIDE_TEAM: _("somebody from outside the team"),
}
CRITERIA: Mapping[Criterion, Promise] = {
    Criterion.PER_PERSON: _("gives information about each person"),
    Criterion.PLAN_CYCLE: _("is part of the cycle of the support plan"),
    Criterion.WISHES: _("asks for experiences and for wishes"),
    Criterion.AGGREGATION: _("can be added up for team, location and organisation"),
    Criterion.FIT: _("says for whom it is meant"),
    Criterion.VALIDITY: _("was tested for reliability and validity"),
    Criterion.TWO_INFORMANTS: _("lets two people look, each from another side"),
}
WHY_NOT: Mapping[WhyNot, Promise] = {
    WhyNot.NOBODY: _("It is made only for people whom no round asks by themselves, such as support workers."),
    WhyNot.ONLY_BY_NAME: _(
        "This list asks for a photo, a drawing or a voice, and that shows who it is. Choose “by name” at “How are "
        "answers kept?”, or choose another list."
    ),
    WhyNot.SIDE_BY_SIDE: _(
        "Several people answer this list about one client, and their answers are laid side by side, each with who said "
        "it. Choose “by name” at “How are answers kept?”, or choose another list."
    ),
}
WHY_ANEW: Mapping[Why, Promise] = {
    Why.NEW: _("asked for the first time"),
    Why.UNMAPPED: _("the list does not say that it goes on"),
    Why.TYPE: _("answered in another way"),
    Why.SCALE: _("another scale"),
    Why.ANSWERS: _("other answers to choose from"),
}


def style_name(style: str) -> str:
    """Return what an answer style is called in the language of the page; one that is not installed by its key."""
    known = answer_styles()
    return known.get(style).labels.in_language(get_language() or "nl") if style in known else style


def language_name(language: str) -> str:
    """Return a language in its own words; one that nobody here knows by its tag."""
    try:
        return str(get_language_info(language)["name_local"]).capitalize()
    except KeyError:
        return language
