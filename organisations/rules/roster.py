"""What an import would do: the rows of a file laid beside what is known. Pure; the same file twice changes nothing."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from organisations.importing.base import Fault, PersonRow, RelativeRow, Roster
from organisations.rules.import_plan import ImportPlan, Key, KnownPerson, KnownRelative, PlannedPerson, World
from organisations.rules.placements import PlacementClashError, Stay, next_stays
from organisations.rules.roster_lines import (
    LineError,
    Seen,
    clashing,
    elsewhere,
    place_named,
    refuse_one_number_for_two,
    refuse_other_relative,
    refuse_out_of_reach,
    refuse_same_person,
    refuse_second_line,
)
from organisations.rules.units import Place, PlaceIndex


def plan_import(roster: Roster, world: World) -> ImportPlan:
    """Return what importing a roster would do to the world; with any fault nothing may be written."""
    index = PlaceIndex(world.places)
    seen = Seen()
    people: list[PlannedPerson] = []
    faults: list[Fault] = list(roster.faults)
    for row in roster.rows:
        try:
            people.append(_plan_row(row, world, index, seen))
        except LineError as error:
            faults.append(Fault(row.line, error.column, error.message, error.fix))
    faults += _unknown_units(roster, index)
    return ImportPlan(people=tuple(people), faults=tuple(sorted(faults, key=lambda fault: fault.line)))


def _unknown_units(roster: Roster, index: PlaceIndex) -> Iterator[Fault]:
    """Judge the units of lines that have another fault already: one reading of the file tells everything."""
    for line, text in roster.units_elsewhere:
        try:
            place_named(text, index)
        except LineError as error:
            yield Fault(line, error.column, error.message, error.fix)


def _plan_row(row: PersonRow, world: World, index: PlaceIndex, seen: Seen) -> PlannedPerson:
    place = place_named(row.unit, index)
    key = _key(row, place)
    known = world.people.get(key)
    _refuse_contradictions(key, row, known, seen)
    stays = _stays(row, place, known)
    refuse_out_of_reach(known, stays, index)
    return PlannedPerson(
        row=row,
        key=key,
        place=place,
        known=known,
        fields=_differing(_fields(row), known.fields if known else {}),
        profile=_new_profile(row, known),
        stays=stays,
        representations=_new_representations(row, known),
        relatives=_new_relatives(row, key[0], world),
    )


def _key(row: PersonRow, place: Place) -> Key:
    if place.provider_id is None:
        fix = _("Name a unit of a provider; clients belong to one provider.")
        raise LineError(_("unit"), _("This unit stands above the providers."), fix)
    return place.provider_id, row.number


def _refuse_contradictions(key: Key, row: PersonRow, known: KnownPerson | None, seen: Seen) -> None:
    refuse_second_line(key, row, seen)
    refuse_one_number_for_two(row)
    for relative in row.relatives:
        refuse_other_relative((key[0], relative.number), relative, row.line, seen)
    refuse_same_person(known, row, seen)


def _stays(row: PersonRow, place: Place, known: KnownPerson | None) -> tuple[Stay, ...]:
    wanted = Stay(unit_id=place.unit_id, since=row.since, law=row.law.value, client_group=row.client_group.value)
    before = known.stays.get(row.product.value, ()) if known else ()
    try:
        return next_stays(before, wanted)
    except PlacementClashError as error:
        raise clashing(error) from error


def _fields(row: PersonRow) -> dict[str, Any]:
    return {"first_name": row.first_name, "last_name": row.last_name, "birth_date": row.birth_date}


def _new_profile(row: PersonRow, known: KnownPerson | None) -> dict[str, Any]:
    if known is None:
        return dict(row.profile)
    return _differing({name: value for name, value in row.profile if name not in known.own_choices}, known.profile)


def _differing(said: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in known or known[name] != value}


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
        raise elsewhere(_("relative: number"))
    return new


def _is_new(relative: RelativeRow, before: KnownRelative | None) -> bool:
    """Return whether a line adds something; an empty e-mail cell leaves the stored address as it is."""
    if before is None:
        return True
    return relative.name != before.name or relative.email not in {"", before.email}
