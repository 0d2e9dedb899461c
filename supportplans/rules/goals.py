"""When a goal may stand: the client wants it, and it is said in a few words."""

from django.utils.translation import gettext_lazy as _

from supportplans.rules.agreements import Fault, text_faults

WORDS_LENGTH = 200
MOST_GOALS = 10
"""More at a time nobody can look back on in one sitting."""


def added(*, words: str, wanted_by_client: bool, present: int) -> list[Fault]:
    """Return what stands in the way of this goal beside as many that the client has; empty when nothing does."""
    faults = text_faults("words", words, WORDS_LENGTH, _("Write down the goal, in words that the client understands."))
    if not wanted_by_client:
        faults.append(Fault("whose", _("A goal counts only when the client wants it. Talk about it together.")))
    if present >= MOST_GOALS:
        faults.append(Fault("words", _("There are ten goals already. End one of them first.")))
    return faults
