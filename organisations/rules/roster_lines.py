"""What no line of a roster can say: each check raises LineError, with the way to mend it. Pure."""

import difflib
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organisations.importing.base import PersonRow, RelativeRow
from organisations.rules.import_plan import Key, KnownPerson
from organisations.rules.placements import Clash, PlacementClashError, Stay
from organisations.rules.units import Place, PlaceIndex


class LineError(ValueError):
    """A line that cannot be taken in: the column, what is wrong with it, and how to mend that."""

    def __init__(self, column: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.column, self.message, self.fix = column, message, fix


@dataclass
class Seen:
    """What earlier lines said, so that two lines cannot contradict each other."""

    people: dict[Key, int] = field(default_factory=dict)
    relatives: dict[Key, tuple[int, str, str]] = field(default_factory=dict)
    known: dict[UUID, int] = field(default_factory=dict)


def place_named(text: str, index: PlaceIndex) -> Place:
    """Return the one unit that a line names. Raises LineError with what may have been meant."""
    found = index.find(text)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(place.full_name for place in found[:3])
        message = _("There are %(count)s units called “%(text)s”.") % {"count": len(found), "text": text[:60]}
        raise LineError(_("unit"), message, _("Write more of the path, for instance: %(names)s.") % {"names": names})
    close = difflib.get_close_matches(text.casefold(), index.endings(), n=2)
    fix = (
        _("Did you mean: %(names)s?") % {"names": ", ".join(close)}
        if close
        else _("Add the unit first, or correct the name.")
    )
    raise LineError(_("unit"), _("There is no unit called “%(text)s” here.") % {"text": text[:60]}, fix)


def refuse_second_line(key: Key, row: PersonRow, seen: Seen) -> None:
    """Refuse a second line with the same number. Raises LineError."""
    first = seen.people.setdefault(key, row.line)
    if first != row.line:
        message = _("This client number stands on line %(line)s as well.") % {"line": first}
        fix = _("Keep one line per client; correct the number, or remove a line.")
        raise LineError(_("client number"), message, fix)


def refuse_same_person(known: KnownPerson | None, row: PersonRow, seen: Seen) -> None:
    """Refuse a second line under a former number, and a line about somebody who died. Raises LineError."""
    if known is None:
        return
    first = seen.known.setdefault(known.id, row.line)
    if first != row.line:
        message = _("Line %(line)s is about the same client, under another number.") % {"line": first}
        fix = _("Keep one line per client; the two numbers were merged before.")
        raise LineError(_("client number"), message, fix)
    if known.died_on:
        message = _("This client is noted as deceased.")
        fix = _("Leave the line out. Is it a mistake? Take the note back under “Changes”.")
        raise LineError(_("client number"), message, fix)


def refuse_one_number_for_two(row: PersonRow) -> None:
    """Refuse two relatives with one number on a line. Raises LineError."""
    if len({relative.number for relative in row.relatives}) < len(row.relatives):
        message = _("Both relatives on this line have the same number.")
        raise LineError(_("relative: number"), message, _("Give each relative an own number, or empty the second one."))


def refuse_other_relative(key: Key, relative: RelativeRow, line: int, seen: Seen) -> None:
    """Let brothers and sisters share a relative, as long as the lines say the same about them."""
    first, name, email = seen.relatives.setdefault(key, (line, relative.name, relative.email))
    if (name, email) != (relative.name, relative.email):
        message = _("Line %(line)s gives another name or e-mail for the relative with this number.") % {"line": first}
        raise LineError(
            _("relative: number"), message, _("Use one number per person, and write name and e-mail alike.")
        )


def refuse_out_of_reach(known: KnownPerson | None, stays: tuple[Stay, ...], index: PlaceIndex) -> None:
    """Refuse a client who is elsewhere in the provider, and a placement there: neither is for this import to change."""
    stored = [stay for of_product in known.stays.values() for stay in of_product] if known else []
    present = [stay for stay in stored if stay.until is None] or stored
    touched = {stay.id for stay in stays}
    if present and not any(index.holds(stay.unit_id) for stay in present):
        raise elsewhere(_("client number"))
    if any(stay.id in touched and not index.holds(stay.unit_id) for stay in stored):
        raise elsewhere(_("unit"))


def elsewhere(column: str) -> LineError:
    """Return the refusal of somebody who is not within the units of the import."""
    message = _("Somebody with this number gets support outside the unit you import for.")
    return LineError(
        column, message, _("Correct the number. Is it a move? Import it for a unit that holds both places.")
    )


def clashing(error: PlacementClashError) -> LineError:
    """Return the refusal of a placement that does not go with the ones before."""
    since = date_format(error.stay.since, "SHORT_DATE_FORMAT")
    until = date_format(error.stay.until, "SHORT_DATE_FORMAT") if error.stay.until else "…"
    messages = {
        Clash.ALREADY_ELSEWHERE: _("This client already has another placement, since %(since)s."),
        Clash.ENDED: _("The placement of this client ended on %(until)s."),
        Clash.OVERLAPS: _("An earlier placement of this client lasted until %(until)s."),
    }
    fixes = {
        Clash.ALREADY_ELSEWHERE: _(
            "Write a date after %(since)s if the client moved since then; otherwise correct the unit."
        ),
        Clash.ENDED: _("Write %(until)s or a later date."),
        Clash.OVERLAPS: _("Write %(until)s or a later date."),
    }
    values = {"since": since, "until": until}
    return LineError(_("since"), messages[error.clash] % values, fixes[error.clash] % values)
