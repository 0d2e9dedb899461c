"""What it means that an instrument stands, or does not stand, on a list of recognised instruments.

The frame for the quality of disability care (Kwaliteitskompas 2023–2028) asks every person, at least once in three
years, with a recognised instrument. The number of years is a setting; three is what the frame says.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from instruments.definition.model import Definition
from instruments.definition.suiting import Criterion, Kind, Recognition
from instruments.messages import gettext_noop

YEARS = 3


class Standing(StrEnum):
    """How an instrument stands on a day."""

    NOT_LISTED = "not-listed"
    RECOGNISED = "recognised"
    NOT_YET = "not-yet"
    EXPIRED = "expired"


SENTENCES = {
    Standing.NOT_LISTED: gettext_noop("Not a recognised instrument."),
    Standing.RECOGNISED: gettext_noop("Recognised: %(list)s."),
    Standing.NOT_YET: gettext_noop("Recognised from %(from)s: %(list)s."),
    Standing.EXPIRED: gettext_noop("No longer recognised since %(until)s: %(list)s."),
}
"""An English sentence for each, to be translated; its places are `list`, `from` and `until` of the recognition."""


def standing(recognition: Recognition, on: date) -> Standing:
    """Give how an instrument stands on a day; it counts on the first and on the last day too."""
    if recognition.list_name is None:
        return Standing.NOT_LISTED
    if recognition.from_date and on < recognition.from_date:
        return Standing.NOT_YET
    if recognition.until_date and on > recognition.until_date:
        return Standing.EXPIRED
    return Standing.RECOGNISED


def counts_for_three_years(recognition: Recognition, on: date) -> bool:
    """Whether asking somebody with it on this day counts for the rule of once in three years."""
    return standing(recognition, on) is Standing.RECOGNISED


def ask_again_by(asked: Iterable[tuple[Recognition, date]], years: int = YEARS) -> date | None:
    """Give the last day by which somebody must be asked again; None when nothing yet counted.

    asked: with what a person was asked, and when. After 29 February that day is 28 February.
    """
    counted = [on for recognition, on in asked if counts_for_three_years(recognition, on)]
    return _years_later(max(counted), years) if counted else None


def _years_later(day: date, years: int) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap_day else day.day)


def criteria_met(definition: Definition) -> tuple[Criterion, ...]:
    """Give the sector's criteria that the definition says it meets, in the sector's order."""
    return tuple(one for one in Criterion if one in definition.recognition.criteria)


def criteria_missing(definition: Definition) -> tuple[Criterion, ...]:
    """Give the criteria that it does not meet; two informants are asked of observations only."""
    asked = (one for one in Criterion if one is not Criterion.TWO_INFORMANTS or definition.kind is Kind.OBSERVATION)
    return tuple(one for one in asked if one not in definition.recognition.criteria)
