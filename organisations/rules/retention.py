"""How long what is kept may be kept, and from when it may go. Pure.

A term counts whole days: what changed last on 1 March 2026 and is kept for twenty years goes on 2 March 2046, never
earlier. A term that begins on 29 February is over, in a year without that day, on 1 March.
"""

from calendar import isleap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

FEBRUARY = 2
LEAP_DAY = 29
A_DAY = timedelta(days=1)


class Term(StrEnum):
    """The classes of retention; each has one length for the whole installation."""

    CARE_FILE = "care_file"
    ANSWERS = "answers"
    CONFIDENTIAL = "confidential"
    ASKING = "asking"
    MEDIA = "media"
    DRAFTS = "drafts"
    KEPT_ASIDE = "kept_aside"
    PERSON = "person"
    EXPORTS = "exports"
    ACCESS_LOG = "access_log"


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time in whole years and days."""

    years: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True)
class Allowed:
    """What an installation may choose for a term: a number of years or days, and never less than the floor."""

    setting: str
    default: int
    floor: int

    @property
    def in_years(self) -> bool:
        """Whether the number is in years; it is in days otherwise."""
        return self.setting.endswith("_YEARS")

    def length(self, number: int) -> Length:
        """Return the number as a length of time."""
        return Length(years=number) if self.in_years else Length(days=number)


ALLOWED: Mapping[Term, Allowed] = {
    Term.CARE_FILE: Allowed("RETENTION_CARE_FILE_YEARS", default=20, floor=20),
    Term.ANSWERS: Allowed("RETENTION_ANSWERS_YEARS", default=5, floor=1),
    Term.CONFIDENTIAL: Allowed("RETENTION_CONFIDENTIAL_YEARS", default=2, floor=1),
    Term.ASKING: Allowed("RETENTION_ASKING_YEARS", default=2, floor=1),
    Term.MEDIA: Allowed("RETENTION_MEDIA_DAYS", default=365, floor=30),
    Term.DRAFTS: Allowed("RETENTION_DRAFTS_DAYS", default=30, floor=7),
    Term.KEPT_ASIDE: Allowed("RETENTION_KEPT_ASIDE_DAYS", default=180, floor=30),
    Term.PERSON: Allowed("RETENTION_PERSON_YEARS", default=2, floor=1),
    Term.EXPORTS: Allowed("RETENTION_EXPORTS_DAYS", default=7, floor=1),
    Term.ACCESS_LOG: Allowed("ACCESS_LOG_YEARS", default=5, floor=5),
}
"""The care file by law twenty years (Burgerlijk Wetboek 7:454, Jeugdwet 7.3.8); the access log five (NEN 7513)."""


def chosen_lengths(read: Callable[[str, int], int]) -> dict[Term, Length]:
    """Return the length of each term; `read` gives the number of a setting, or the default that it is handed.

    Raises ValueError with a plain sentence when a number is below its floor.
    """
    return {term: allowed.length(_checked(allowed, read)) for term, allowed in ALLOWED.items()}


def _checked(allowed: Allowed, read: Callable[[str, int], int]) -> int:
    number = read(allowed.setting, allowed.default)
    if number < allowed.floor:
        unit = "years" if allowed.in_years else "days"
        raise ValueError(f"{allowed.setting} is {number}; it is at least {allowed.floor} {unit}.")
    return number


def goes_on(start: date, length: Length) -> date:
    """Return the first day on which something may go whose term began on `start`."""
    return _years_later(start, length.years) + timedelta(days=length.days) + A_DAY


def latest_start(length: Length, on: date) -> date:
    """Return the latest day on which a term began that is over on the day `on`: the inverse of `goes_on`."""
    before = on - A_DAY - timedelta(days=length.days)
    year = before.year - length.years
    if (before.month, before.day) == (FEBRUARY, LEAP_DAY) and not isleap(year):
        return date(year, FEBRUARY, LEAP_DAY - 1)
    return before.replace(year=year)


def _years_later(start: date, years: int) -> date:
    year = start.year + years
    if (start.month, start.day) == (FEBRUARY, LEAP_DAY) and not isleap(year):
        return date(year, FEBRUARY + 1, 1)
    return start.replace(year=year)
