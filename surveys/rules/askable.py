"""Whom a round can ask with an instrument, and why not, or not in this way."""

from enum import StrEnum

from instruments.definition.model import Audience as Asked
from instruments.definition.model import Definition, Kind
from surveys.choices import Audience

IN_CASES = frozenset({Kind.OBSERVATION, Kind.PAIRED})
"""Kinds that several people answer about one client."""
BY_THEMSELVES = frozenset({Asked.CLIENT, Asked.RELATIVE})


class WhyNot(StrEnum):
    """Why a round cannot ask an instrument, or not in this way."""

    NOBODY = "nobody"
    ONLY_BY_NAME = "only_by_name"
    SIDE_BY_SIDE = "side_by_side"


def chosen_for(definition: Definition) -> frozenset[Audience]:
    """Give the audiences for whom a round may choose this. Of a pair, the client's list brings the worker's along."""
    if definition.kind is Kind.OBSERVATION:
        return frozenset({Audience.OBSERVER})
    if definition.kind is Kind.PAIRED:
        return frozenset({Audience.CLIENT})
    return frozenset(Audience(each.value) for each in BY_THEMSELVES.intersection(definition.audiences))


def why_not(definition: Definition) -> WhyNot | None:
    """Give why no round can ask this; None when a round can."""
    return None if chosen_for(definition) else WhyNot.NOBODY


def why_not_kept_so(definition: Definition, *, by_name: bool) -> WhyNot | None:
    """Give why a round cannot keep the answers like this.

    A photo, a drawing or a voice always shows who it is. What several people say about one client is laid side by side,
    each with who said it; two people about one are no group in which somebody could hide.
    """
    if by_name:
        return None
    if definition.kind in IN_CASES:
        return WhyNot.SIDE_BY_SIDE
    return WhyNot.ONLY_BY_NAME if any(question.media for question in definition.questions) else None
