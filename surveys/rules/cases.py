"""Who may look along about a client, from which side, and how a whole case stands. Pure."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from instruments.definition.suiting import Relation
from organisations.choices import RepresentationBasis
from surveys.choices import COUNTED_OUTCOMES, Outcome
from surveys.rules.answering import REFUSALS

IN_FAMILY = frozenset({RepresentationBasis.PARENT, RepresentationBasis.FOSTER_PARENT, RepresentationBasis.FAMILY})
"""Who is close by birth or life; a mentor, a curator or a guardian comes from outside."""
PAIR = 2
"""A pair is the client and the support worker."""


class Known(StrEnum):
    """What somebody is to the client, as far as the organisation knows."""

    RELATIVE = "relative"
    IN_TEAM = "in_team"
    ELSEWHERE = "elsewhere"


SIDES = {
    Known.RELATIVE: frozenset({Relation.FAMILY, Relation.OUTSIDE_TEAM}),
    Known.IN_TEAM: frozenset({Relation.TEAM}),
    Known.ELSEWHERE: frozenset({Relation.OUTSIDE_TEAM}),
}
"""From which sides each may look: nobody of the team is an outsider, and no colleague is family."""


def may_look_from(known: Known, relation: Relation) -> bool:
    """Return whether somebody may look along from this side."""
    return relation in SIDES[known]


def has_family(bases: Iterable[RepresentationBasis]) -> bool:
    """Return whether one of those who stand beside the client is family."""
    return not IN_FAMILY.isdisjoint(bases)


def whole(outcomes: Sequence[Outcome], *, needed: int, may_grow: bool) -> Outcome:
    """Return what became of a case, out of what became of its invitations; in a pair the client's comes first.

    Answered when `needed` people answered whole. Where nobody can be added, the first reason for not answering is that
    of the case: the other half alone is no pair. In part when some answered. Where others may be added, a reason holds
    only while it is everybody's; and nobody yet is still to ask.
    """
    if outcomes.count(Outcome.COMPLETE) >= needed:
        return Outcome.COMPLETE
    reasons = [outcome for outcome in outcomes if outcome not in COUNTED_OUTCOMES | {Outcome.OPEN}]
    if reasons and not may_grow:
        return reasons[0]
    if not COUNTED_OUTCOMES.isdisjoint(outcomes):
        return Outcome.PARTLY
    return reasons[0] if reasons and set(reasons) == set(outcomes) and len(set(reasons)) == 1 else Outcome.OPEN


def when_gone(outcomes: Sequence[Outcome], *, may_grow: bool) -> Outcome:
    """Return what became of a case in which nobody answered, when the client died or left.

    A refusal before it stays a word of the person: in a pair of either half, where others may be added of everybody.
    Else the case counts as asked as soon as somebody in it was; see `rules.answering.outcome_when_gone`.
    """
    words = [outcome for outcome in outcomes if outcome in REFUSALS]
    if words and (not may_grow or len(words) == len(outcomes)):
        return words[0]
    asked = set(outcomes) - {Outcome.OPEN, Outcome.LEFT}
    return Outcome.LEFT_AFTER_ASKED if asked else Outcome.LEFT
