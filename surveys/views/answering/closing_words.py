"""The last words: what happens next, said so that it is true for this round and this person."""

from enum import StrEnum
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organisations.queries.wording import TalkTo, talk_to
from surveys.choices import COUNTED_OUTCOMES, GONE
from surveys.looking_words import laid_beside
from surveys.views.answering.sitting import Sitting


class Ending(StrEnum):
    """How somebody leaves."""

    ANSWERED = "answered"
    PREFERRED_NOT = "preferred_not"
    LATER = "later"
    NO_LONGER = "no_longer"
    UNKNOWN = "unknown"


PICTURES = {
    Ending.ANSWERED: "klaar",
    Ending.PREFERRED_NOT: "liever-niet",
    Ending.LATER: "pauze",
    Ending.NO_LONGER: "klaar",
    Ending.UNKNOWN: "klaar",
}


def ending_of(sitting: Sitting) -> Ending:
    """Return how an ended session ended."""
    outcome = sitting.session.invitation.outcome
    if outcome in GONE:
        return Ending.NO_LONGER
    return Ending.ANSWERED if outcome in COUNTED_OUTCOMES else Ending.PREFERRED_NOT


def words_of(ending: Ending, sitting: Sitting | None) -> dict[str, Any]:
    """Return the title, what the sentences answer, the sentences and the picture of the last page."""
    title, told = _words(ending, sitting)
    asked = sitting.instrument().what_next if sitting and ending is Ending.ANSWERED else ""
    return {"title": title, "what_next": asked, "told": told, "picture": PICTURES[ending]}


def _words(ending: Ending, sitting: Sitting | None) -> tuple[str, list[str]]:
    if ending is Ending.LATER:
        return _("See you another day."), [_("Your answers are saved. You can go on later with the same code.")]
    if ending is Ending.NO_LONGER:
        return _no_longer(formal=sitting is None or sitting.formal)
    if ending is Ending.UNKNOWN or sitting is None:
        return _("Thank you."), []
    if ending is Ending.PREFERRED_NOT:
        return _preferred_not(sitting)
    return sitting.instrument().thanks, [*_what_next(sitting), *_by_when(sitting)]


def _no_longer(*, formal: bool) -> tuple[str, list[str]]:
    """Kind, and so that it is right for a mourning mother and for somebody who moved away."""
    told = [_("We do not ask these questions any more.")]
    if formal:
        told.append(pgettext("formal", "You need not do anything else."))
    return _("Thank you."), told


def _preferred_not(sitting: Sitting) -> tuple[str, list[str]]:
    if sitting.staff:
        return _("That is fine. Thank you."), []
    if sitting.formal:
        return pgettext("formal", "That is fine. Thank you."), [pgettext("formal", "You need not do anything else.")]
    return _("That is fine. Thank you."), [_("You need not do anything else. The support stays the same.")]


def _what_next(sitting: Sitting) -> list[str]:
    if sitting.looks_along:
        return [laid_beside(formal=sitting.formal)]
    if sitting.relative and sitting.named:
        return [
            pgettext(
                "formal",
                "The support workers of the team and their team leader read it. Later you hear what is done with it.",
            )
        ]
    if sitting.formal and not sitting.named:
        return [
            pgettext(
                "formal", "We put your answers together with those of others. Later you hear what is done with them."
            )
        ]
    if sitting.formal:
        return [pgettext("formal", "Your support worker reads it, and talks with you about what you want.")]
    if sitting.named:
        return [_("Your support worker reads it, and talks with you about what you want.")]
    return [_("We put your answers together with those of others. Later you hear what is done with them.")]


def _by_when(sitting: Sitting) -> list[str]:
    """The day that the organisation promised, where it did; staff tell it themselves."""
    if sitting.staff:
        return []
    day = sitting.session.invitation.frame_member.round.feedback_on
    if day is None:
        return []
    words = {"day": date_format(day, "j E Y", use_l10n=False)}
    if sitting.formal:
        return [pgettext("formal", "You hear about it on %(day)s at the latest.") % words]
    return [_("You hear about it on %(day)s at the latest.") % words]


def whom_to_talk_to(sitting: Sitting | None) -> TalkTo:
    """Return the confidential adviser and the complaints officer, where the organisation named them."""
    if sitting is None:
        return TalkTo()
    frozen = sitting.session.invitation.frame_member.round_unit
    # The unit may hang elsewhere since the round opened; where it is gone, its old place says most.
    return talk_to(frozen.unit.path if frozen.unit else frozen.path)
