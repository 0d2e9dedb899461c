"""What somebody close to a client may see of that client, judged on the day that it matters.

Under 12 parents decide. From 12 the child may object. From 16 nothing is seen without the own yes, said from 16 on:
what a child said does not bind who decides alone. A mentor or curator appointed by the court looks in by law. Sources:
Jeugdwet 7.3.4, 7.3.5 and 7.3.11; Burgerlijk Wetboek 7:450, 7:457 and 7:465; guardianship ends at 18, Burgerlijk
Wetboek 1:233.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from organisations.choices import RepresentationBasis
from organisations.rules.ages import age_on

MAY_OBJECT_FROM = 12
OWN_YES_FROM = 16
ADULT_FROM = 18
BY_COURT = frozenset({RepresentationBasis.MENTOR, RepresentationBasis.CURATOR})
"""Grounds on which the court lets somebody look in, whatever the client says of it."""


class WhyNot(StrEnum):
    """Why somebody close to a client does not see what concerns the client."""

    NOT_NOW = "not_now"
    NOT_GIVEN = "not_given"
    ADULT = "adult"
    OBJECTED = "objected"
    NO_YES = "no_yes"


@dataclass(frozen=True, slots=True)
class Ground:
    """On what ground somebody stands beside a client.

    since, until: the first day, and the day from which it no longer holds. agrees: what the client says of it; None
    when nobody asked. said_on: the day on which that was said; None for a day that nobody wrote down.
    """

    basis: RepresentationBasis
    may_see: bool
    since: date | None
    until: date | None
    agrees: bool | None
    said_on: date | None = None


def stands(ground: Ground, *, on: date) -> bool:
    """Whether somebody stands beside the client on a day."""
    return (ground.since is None or ground.since <= on) and (ground.until is None or on < ground.until)


def why_not(ground: Ground, *, birth_date: date, on: date) -> WhyNot | None:
    """Give why somebody may not see what concerns the client on a day; None when they may."""
    if not stands(ground, on=on):
        return WhyNot.NOT_NOW
    if not ground.may_see:
        return WhyNot.NOT_GIVEN
    return None if ground.basis in BY_COURT else _for_lack_of_a_yes(ground, birth_date, on)


def outgrown(ground: Ground, *, birth_date: date, on: date) -> bool:
    """Whether a yes was said before the client decided alone, as it does on this day, so that it is asked anew.

    After guardianship the yes counts that was said as an adult. A yes of an unknown day was no longer a child's.
    """
    age = age_on(birth_date, on)
    own = ADULT_FROM if _was_guarded(ground, age) else OWN_YES_FROM
    said_at = OWN_YES_FROM if ground.said_on is None else age_on(birth_date, ground.said_on)
    return ground.agrees is True and said_at < own <= age


def _for_lack_of_a_yes(ground: Ground, birth_date: date, on: date) -> WhyNot | None:
    age = age_on(birth_date, on)
    if age >= MAY_OBJECT_FROM and ground.agrees is False:
        return WhyNot.OBJECTED
    if age < OWN_YES_FROM or (ground.agrees and not outgrown(ground, birth_date=birth_date, on=on)):
        return None
    return WhyNot.ADULT if _was_guarded(ground, age) else WhyNot.NO_YES


def _was_guarded(ground: Ground, age: int) -> bool:
    return age >= ADULT_FROM and ground.basis == RepresentationBasis.GUARDIAN
