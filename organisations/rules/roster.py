"""What an import would do: the rows of a file laid beside what is known. Pure; the same file twice changes nothing."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from organisations.importing.base import Fault, PersonRow, RelativeRow, Roster
from organisations.rules.placements import Clash, PlacementClashError, Stay, next_stays
from organisations.rules.units import Place, PlaceIndex

Key = tuple[UUID, str]
"""The provider and the number that the provider gave."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A client as stored: names, profile, stays by product, and by relative's number the basis and `may_answer`.

    `own_choices` are the parts of the profile that the client chose, which no file changes. `died_on` and `left_on`:
    since when the person is no client any more.
    """

    id: UUID
    fields: Mapping[str, Any]
    profile: Mapping[str, Any]
    stays: Mapping[str, tuple[Stay, ...]]
    relatives: Mapping[str, tuple[str, bool]]
    own_choices: frozenset[str] = frozenset()
    died_on: date | None = None
    left_on: date | None = None


@dataclass(frozen=True, slots=True)
class KnownRelative:
    """A relative as stored. `elsewhere`: stands beside somebody, but beside nobody in the units of the import."""

    id: UUID
    name: str
    email: str
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class World:
    """All that a file is laid beside: the units it may name, and the people known by provider and number."""

    places: tuple[Place, ...]
    people: Mapping[Key, KnownPerson] = field(default_factory=dict)
    relatives: Mapping[Key, KnownRelative] = field(default_factory=dict)


class Status(Enum):
    """What happens to a client."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """What a line does: only what changes is filled in. `places` names the unit for people to read."""

    row: PersonRow
    key: Key
    place: Place
    known: KnownPerson | None
    fields: Mapping[str, Any]
    profile: Mapping[str, Any]
    stays: tuple[Stay, ...]
    representations: tuple[RelativeRow, ...]
    relatives: tuple[RelativeRow, ...]

    @property
    def status(self) -> Status:
        """Whether the client is new, changed or as before."""
        if self.known is None:
            return Status.NEW
        return Status.CHANGED if self.changes else Status.UNCHANGED

    @property
    def changes(self) -> tuple[str, ...]:
        """The names of what changes, as people call them."""
        words = {
            "fields": _("name or date of birth"),
            "profile": _("how this person answers"),
            "stays": _("place or support"),
        }
        found = [word for part, word in words.items() if getattr(self, part)]
        return (*found, *([_("relatives")] if self.representations or self.relatives else []))


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All that an import would do, and everything that stands in its way."""

    people: tuple[PlannedPerson, ...] = ()
    faults: tuple[Fault, ...] = ()

    def with_status(self, status: Status) -> tuple[PlannedPerson, ...]:
        """Return the clients with one status, in the order of the file."""
        return tuple(person for person in self.people if person.status is status)


class _LineError(ValueError):
    def __init__(self, column: str, message: str, fix: str) -> None:
        super().__init__(message)
        self.column, self.message, self.fix = column, message, fix


def plan_import(roster: Roster, world: World) -> ImportPlan:
    """Return what importing a roster would do to the world; with any fault nothing may be written."""
    index = PlaceIndex(world.places)
    seen = _Seen()
    people: list[PlannedPerson] = []
    faults: list[Fault] = list(roster.faults)
    for row in roster.rows:
        try:
            people.append(_plan_row(row, world, index, seen))
        except _LineError as error:
            faults.append(Fault(row.line, error.column, error.message, error.fix))
    faults += _unknown_units(roster, index)
    return ImportPlan(people=tuple(people), faults=tuple(sorted(faults, key=lambda fault: fault.line)))


def _unknown_units(roster: Roster, index: PlaceIndex) -> Iterator[Fault]:
    """Judge the units of lines that have another fault already: one reading of the file tells everything."""
    for line, text in roster.units_elsewhere:
        try:
            _place(text, index)
        except _LineError as error:
            yield Fault(line, error.column, error.message, error.fix)


@dataclass
class _Seen:
    """What earlier lines said, so that two lines cannot contradict each other."""

    people: dict[Key, int] = field(default_factory=dict)
    relatives: dict[Key, tuple[int, str, str]] = field(default_factory=dict)
    known: dict[UUID, int] = field(default_factory=dict)


def _plan_row(row: PersonRow, world: World, index: PlaceIndex, seen: _Seen) -> PlannedPerson:
    place = _place(row.unit, index)
    if place.provider_id is None:
        fix = _("Name a unit of a provider; clients belong to one provider.")
        raise _LineError(_("unit"), _("This unit stands above the providers."), fix)
    key = (place.provider_id, row.number)
    _once(key, row, seen)
    _two_people(row)
    for relative in row.relatives:
        _same_relative((place.provider_id, relative.number), relative, row.line, seen)
    known = world.people.get(key)
    _one_person(known, row, seen)
    stays = _stays(row, place, known)
    _within_reach(known, stays, index)
    return PlannedPerson(
        row=row,
        key=key,
        place=place,
        known=known,
        fields=_differing(_fields(row), known.fields if known else {}),
        profile=_new_profile(row, known),
        stays=stays,
        representations=_new_representations(row, known),
        relatives=_new_relatives(row, place.provider_id, world),
    )


def _place(text: str, index: PlaceIndex) -> Place:
    found = index.find(text)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(place.full_name for place in found[:3])
        message = _("There are %(count)s units called “%(text)s”.") % {"count": len(found), "text": text[:60]}
        raise _LineError(_("unit"), message, _("Write more of the path, for instance: %(names)s.") % {"names": names})
    close = difflib.get_close_matches(text.casefold(), index.endings(), n=2)
    fix = (
        _("Did you mean: %(names)s?") % {"names": ", ".join(close)}
        if close
        else _("Add the unit first, or correct the name.")
    )
    raise _LineError(_("unit"), _("There is no unit called “%(text)s” here.") % {"text": text[:60]}, fix)


def _once(key: Key, row: PersonRow, seen: _Seen) -> None:
    first = seen.people.setdefault(key, row.line)
    if first != row.line:
        message = _("This client number stands on line %(line)s as well.") % {"line": first}
        fix = _("Keep one line per client; correct the number, or remove a line.")
        raise _LineError(_("client number"), message, fix)


def _one_person(known: KnownPerson | None, row: PersonRow, seen: _Seen) -> None:
    """Refuse a second line under a former number, and a line that places somebody who died or had not left yet."""
    if known is None:
        return
    first = seen.known.setdefault(known.id, row.line)
    if first != row.line:
        message = _("Line %(line)s is about the same client, under another number.") % {"line": first}
        fix = _("Keep one line per client; the two numbers were merged before.")
        raise _LineError(_("client number"), message, fix)
    if known.died_on:
        message = _("This client is noted as deceased.")
        fix = _("Leave the line out. Is it a mistake? Take the note back under “Changes”.")
        raise _LineError(_("client number"), message, fix)


def _two_people(row: PersonRow) -> None:
    if len({relative.number for relative in row.relatives}) < len(row.relatives):
        message = _("Both relatives on this line have the same number.")
        raise _LineError(
            _("relative: number"), message, _("Give each relative an own number, or empty the second one.")
        )


def _same_relative(key: Key, relative: RelativeRow, line: int, seen: _Seen) -> None:
    """Let brothers and sisters share a relative, as long as the lines say the same about them."""
    first, name, email = seen.relatives.setdefault(key, (line, relative.name, relative.email))
    if (name, email) != (relative.name, relative.email):
        message = _("Line %(line)s gives another name or e-mail for the relative with this number.") % {"line": first}
        raise _LineError(
            _("relative: number"), message, _("Use one number per person, and write name and e-mail alike.")
        )


def _fields(row: PersonRow) -> dict[str, Any]:
    return {"first_name": row.first_name, "last_name": row.last_name, "birth_date": row.birth_date}


def _new_profile(row: PersonRow, known: KnownPerson | None) -> dict[str, Any]:
    if known is None:
        return dict(row.profile)
    return _differing({name: value for name, value in row.profile if name not in known.own_choices}, known.profile)


def _differing(said: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in known or known[name] != value}


def _stays(row: PersonRow, place: Place, known: KnownPerson | None) -> tuple[Stay, ...]:
    wanted = Stay(unit_id=place.unit_id, since=row.since, law=row.law.value, client_group=row.client_group.value)
    before = known.stays.get(row.product.value, ()) if known else ()
    try:
        return next_stays(before, wanted)
    except PlacementClashError as error:
        raise _LineError(_("since"), *_clash_words(error)) from error


def _within_reach(known: KnownPerson | None, stays: tuple[Stay, ...], index: PlaceIndex) -> None:
    """Refuse a client who is elsewhere in the provider, and a placement there: neither is for this import to change."""
    stored = [stay for of_product in known.stays.values() for stay in of_product] if known else []
    present = [stay for stay in stored if stay.until is None] or stored
    touched = {stay.id for stay in stays}
    if present and not any(index.holds(stay.unit_id) for stay in present):
        raise _LineError(_("client number"), *_elsewhere_words())
    if any(stay.id in touched and not index.holds(stay.unit_id) for stay in stored):
        raise _LineError(_("unit"), *_elsewhere_words())


def _elsewhere_words() -> tuple[str, str]:
    message = _("Somebody with this number gets support outside the unit you import for.")
    return message, _("Correct the number. Is it a move? Import it for a unit that holds both places.")


def _clash_words(error: PlacementClashError) -> tuple[str, str]:
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
    return messages[error.clash] % values, fixes[error.clash] % values


def _new_representations(row: PersonRow, known: KnownPerson | None) -> tuple[RelativeRow, ...]:
    before = known.relatives if known else {}
    return tuple(relative for relative in row.relatives if _says_new(relative, before.get(relative.number)))


def _says_new(relative: RelativeRow, before: tuple[str, bool] | None) -> bool:
    if before is None:
        return True
    basis, may_answer = before
    return relative.basis.value != basis or relative.may_answer not in {None, may_answer}


def _new_relatives(row: PersonRow, provider_id: UUID, world: World) -> tuple[RelativeRow, ...]:
    known = {relative.number: world.relatives.get((provider_id, relative.number)) for relative in row.relatives}
    new = tuple(relative for relative in row.relatives if _is_new(relative, known[relative.number]))
    if any(before.elsewhere for relative in new if (before := known[relative.number])):
        raise _LineError(_("relative: number"), *_elsewhere_words())
    return new


def _is_new(relative: RelativeRow, before: KnownRelative | None) -> bool:
    """Return whether a line adds something; an empty e-mail cell leaves the stored address as it is."""
    if before is None:
        return True
    return relative.name != before.name or relative.email not in {"", before.email}
