"""Which instruments a round can ask now, and why it cannot ask the others."""

from enum import StrEnum

from instruments.definition.model import Audience, Definition, Kind

KINDS = frozenset({Kind.QUESTIONNAIRE, Kind.CONVERSATION, Kind.PULSE})
AUDIENCES = frozenset({Audience.CLIENT, Audience.RELATIVE})


class WhyNot(StrEnum):
    """Why a round cannot ask an instrument, or not in this way."""

    MORE_PEOPLE = "more_people"
    NOBODY = "nobody"
    ONLY_BY_NAME = "only_by_name"


def why_not(definition: Definition) -> WhyNot | None:
    """Give why no round can ask this; None when a round can."""
    if definition.kind not in KINDS or definition.informants_needed > 1:
        return WhyNot.MORE_PEOPLE
    return WhyNot.NOBODY if AUDIENCES.isdisjoint(definition.audiences) else None


def why_not_kept_so(definition: Definition, *, by_name: bool) -> WhyNot | None:
    """Give why a round cannot keep the answers like this: a photo, a drawing or a voice always shows who it is."""
    shows_who = any(question.media for question in definition.questions)
    return WhyNot.ONLY_BY_NAME if shows_who and not by_name else None
