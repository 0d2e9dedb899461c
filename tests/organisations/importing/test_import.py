"""Importing people: all or nothing, the same file twice changes nothing, and nobody is reached beyond the unit."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from organisations.choices import Action, ActorKind, Role
from organisations.data import Actor
from organisations.models import AccessEvent, AnsweringProfile, Client, Placement, Relative, Representation, Unit
from organisations.operations.people_import import RosterChangedError, RosterFaultsError, fingerprint, import_people
from organisations.queries.roster import preview_import
from organisations.rules.import_plan import ImportPlan, Status
from tests.cast import Cast, build_cast
from tests.factories import UnitFactory
from tests.organisations.importing.files import RELATIVE, SAM, csv_file

TODAY = date(2026, 11, 1)
MOST_QUERIES = 20


def run(cast: Cast, *people: dict[str, str], **options: Any) -> ImportPlan:
    return import_people(unit=cast.provider, content=csv_file(*people), on=TODAY, **options)


def statuses(plan: ImportPlan) -> list[Status]:
    return [person.status for person in plan.people]


def everything() -> list[list[tuple[Any, ...]]]:
    """Return every row of every table that an import may touch."""
    tables = (Client, Placement, AnsweringProfile, Relative, Representation)
    return [sorted(table.objects.values_list(), key=str) for table in tables]


def fault_of(cast: Cast, *people: dict[str, str], line: int) -> str:
    """Return the message of the only fault, which must stand on `line`, and see that nothing was written."""
    before = everything()
    with pytest.raises(RosterFaultsError) as refused:
        run(cast, *people)
    (fault,) = refused.value.faults
    assert fault.line == line
    assert fault.fix
    assert everything() == before
    return fault.message


def test_a_new_client_gets_a_place_a_profile_and_a_relative(cast: Cast) -> None:
    assert statuses(run(cast, {**SAM, **RELATIVE, "antwoordvorm": "woorden", "punten": "3"})) == [Status.NEW]
    sam = Client.objects.get(provider=cast.provider, number="3001")
    assert (sam.profile.style, sam.profile.scale_points, sam.profile.language) == ("words", 3, "nl")
    assert sam.placements.get().unit == cast.team
    representation = sam.representations.get()
    assert (representation.relative.name, representation.may_answer) == ("Lea Groen", True)


def test_the_log_keeps_an_import_as_one_event_with_counts_and_no_names(cast: Cast) -> None:
    gerda = Actor(ActorKind.STAFF, cast.gerda.pk, (Role.ADMINISTRATOR,))
    run(cast, {**SAM, **RELATIVE}, actor=gerda)
    run(cast, {**SAM, **RELATIVE, "voornaam": "Sammie"}, {**SAM, "clientnummer": "3002"}, actor=gerda)
    events = AccessEvent.objects.filter(action=Action.IMPORT).order_by("at")
    assert [event.thing for event in events] == ["people:new-1-changed-0", "people:new-1-changed-1"]
    for event in events:
        assert (event.actor_id, event.provider_id, event.client_id) == (cast.gerda.pk, cast.provider.pk, None)
        assert not {"Sam", "Groen", "3001", "Lea"} & set(str(event.__dict__).split())
    with pytest.raises(RosterFaultsError):
        run(cast, {**SAM, "geboortedatum": "nooit"}, actor=gerda)
    assert events.count() == 2


def test_the_same_file_twice_changes_nothing(cast: Cast) -> None:
    people = [
        {**SAM, **RELATIVE, "taal": "en"},
        {**SAM, "clientnummer": "3002", "antwoordvorm": "", "eenheid": "Bosweg/De Eik"},
    ]
    run(cast, *people)
    before = everything()
    assert statuses(run(cast, *people)) == [Status.UNCHANGED, Status.UNCHANGED]
    assert everything() == before


def test_a_move_ends_the_old_placement_on_the_new_date(cast: Cast) -> None:
    run(cast, SAM)
    assert statuses(run(cast, {**SAM, "eenheid": "De Eik", "sinds": "2026-03-01"})) == [Status.CHANGED]
    stays = Placement.objects.filter(client__number="3001", provider=cast.provider).order_by("period")
    assert [(stay.unit, stay.period.lower, stay.period.upper) for stay in stays] == [
        (cast.team, date(2024, 1, 1), date(2026, 3, 1)),
        (cast.other_team, date(2026, 3, 1), None),
    ]


def test_a_second_product_stands_beside_the_first(cast: Cast) -> None:
    run(cast, SAM)
    run(cast, {**SAM, "product": "dagbesteding", "eenheid": "De Eik"})
    assert Placement.objects.filter(client__number="3001", period__contains=TODAY).count() == 2


def test_empty_cells_leave_what_is_known(cast: Cast) -> None:
    run(cast, {**SAM, **RELATIVE, "taal": "en", "punten": "3"})
    silent = {
        **SAM,
        **RELATIVE,
        "taal": "",
        "naaste 1 e-mail": "",
        "naaste 1 mag antwoorden": "",
        "naaste 1 naam": "Lea G.",
    }
    run(cast, silent)
    sam = Client.objects.get(number="3001")
    assert (sam.profile.language, sam.profile.scale_points) == ("en", 3)
    relative = sam.representations.get().relative
    assert (relative.name, relative.email, sam.representations.get().may_answer) == ("Lea G.", "lea@example.org", True)


def test_a_relative_may_answer_only_where_the_file_says_so(cast: Cast) -> None:
    run(cast, {**SAM, **RELATIVE, "naaste 1 mag antwoorden": ""})
    assert Representation.objects.get(client__number="3001").may_answer is False


def test_brothers_and_sisters_share_a_relative(cast: Cast) -> None:
    run(cast, {**SAM, **RELATIVE}, {**SAM, **RELATIVE, "clientnummer": "3002", "voornaam": "Kim"})
    assert Relative.objects.get(number="9001").representations.count() == 2


def test_the_same_number_at_another_provider_is_somebody_else(cast: Cast) -> None:
    run(cast, {**SAM, "clientnummer": cast.zoe.number, "voornaam": "Anna", "achternaam": "de Wit"})
    cast.zoe.refresh_from_db()
    assert cast.zoe.first_name == "Zoë"


def test_a_number_twice_is_told(cast: Cast) -> None:
    assert "2" in fault_of(cast, SAM, {**SAM, "voornaam": "Kim"}, line=3)


def test_an_unknown_unit_a_doubtful_one_and_a_foreign_one_are_told(cast: Cast) -> None:
    assert "Eikk" in fault_of(cast, {**SAM, "eenheid": "De Eikk"}, line=2)
    assert "Het Erf" in fault_of(cast, {**SAM, "eenheid": "Het Erf"}, line=2)
    UnitFactory(parent=cast.provider, name="De Linde")
    assert "2" in fault_of(cast, SAM, line=2)
    assert statuses(run(cast, {**SAM, "eenheid": "bosweg / de  linde"})) == [Status.NEW]


def test_one_reading_tells_an_unknown_unit_beside_another_fault(cast: Cast) -> None:
    with pytest.raises(RosterFaultsError) as refused:
        run(cast, {**SAM, "eenheid": "Nergens", "geboortedatum": "31-02-1990"})
    assert len(refused.value.faults) == 2
    assert any("Nergens" in fault.message for fault in refused.value.faults)


def test_a_unit_above_the_providers_holds_no_clients(cast: Cast) -> None:
    content = csv_file({**SAM, "eenheid": cast.cooperative.name})
    assert preview_import(unit=cast.cooperative, content=content, on=TODAY).faults


def test_two_lines_may_not_contradict_each_other_about_a_relative(cast: Cast) -> None:
    other = {**SAM, **RELATIVE, "clientnummer": "3002", "naaste 1 naam": "Leo Groen"}
    fault_of(cast, {**SAM, **RELATIVE}, other, line=3)


def test_one_relative_cannot_stand_on_a_line_twice(cast: Cast) -> None:
    again = {name.replace(" 1 ", " 2 "): value for name, value in RELATIVE.items()}
    fault_of(cast, {**SAM, **RELATIVE, **again}, line=2)


def test_one_bad_line_keeps_every_good_line_out(cast: Cast) -> None:
    fault_of(cast, SAM, {**SAM, "clientnummer": "3002", "geboortedatum": "2027-01-01"}, line=3)


def refused_at(unit: Unit, *people: dict[str, str]) -> str:
    """Return the message of the only fault of an import for a unit, and see that nothing was written."""
    before = everything()
    with pytest.raises(RosterFaultsError) as refused:
        import_people(unit=unit, content=csv_file(*people), on=TODAY)
    assert everything() == before
    (fault,) = refused.value.faults
    return fault.message


def test_an_import_for_a_team_reaches_nobody_elsewhere_in_the_provider(cast: Cast) -> None:
    run(cast, {**SAM, **RELATIVE})
    claimed = {**SAM, "voornaam": "Samira", "eenheid": "De Eik", "sinds": "2026-03-01"}
    assert refused_at(cast.other_team, claimed)
    assert refused_at(cast.other_team, {**claimed, "product": "dagbesteding"})
    assert import_people(unit=cast.location, content=csv_file(claimed), on=TODAY).people


def test_an_import_for_a_team_ends_no_placement_elsewhere(cast: Cast) -> None:
    run(cast, SAM)
    run(cast, {**SAM, "product": "dagbesteding", "eenheid": "De Eik"})
    assert refused_at(cast.other_team, {**SAM, "eenheid": "De Eik", "sinds": "2026-03-01"})
    renamed = {**SAM, "voornaam": "Samira", "product": "dagbesteding", "eenheid": "De Eik"}
    assert statuses(import_people(unit=cast.other_team, content=csv_file(renamed), on=TODAY)) == [Status.CHANGED]


def test_an_import_for_a_team_renames_no_relative_elsewhere(cast: Cast) -> None:
    run(cast, {**SAM, **RELATIVE})
    kim = {**SAM, **RELATIVE, "clientnummer": "3002", "eenheid": "De Eik"}
    assert refused_at(cast.other_team, {**kim, "naaste 1 e-mail": "other@example.org"})
    assert statuses(import_people(unit=cast.other_team, content=csv_file(kim), on=TODAY)) == [Status.NEW]


def test_what_was_not_shown_is_not_done(cast: Cast) -> None:
    content = csv_file(SAM)
    shown = fingerprint(content, preview_import(unit=cast.provider, content=content, on=TODAY))
    with pytest.raises(RosterChangedError):
        run(cast, {**SAM, "voornaam": "Kim"}, shown=shown)
    run(cast, {**SAM, "clientnummer": "3009"})
    run(cast, SAM, shown=shown)
    with pytest.raises(RosterChangedError):
        run(cast, SAM, shown=shown)


def test_the_number_of_queries_does_not_grow_with_the_file(cast: Cast) -> None:
    def queries(first: int, count: int) -> int:
        people = [
            {**SAM, **RELATIVE, "clientnummer": str(first + n), "naaste 1 nummer": f"r{first + n}"}
            for n in range(count)
        ]
        with CaptureQueriesContext(connection) as found:
            run(cast, *people)
        return len(found)

    assert queries(10_000, 3) == queries(20_000, 60) <= MOST_QUERIES


people = st.fixed_dictionaries(
    {
        "clientnummer": st.sampled_from(["1", "2", "1001"]),
        "eenheid": st.sampled_from(["De Linde", "De Eik", "Het Erf"]),
        "sinds": st.sampled_from(["2024-01-01", "2025-01-01", "2026-01-01"]),
        "wet": st.sampled_from(["Wlz", "Wmo"]),
        "taal": st.sampled_from(["", "nl", "en"]),
        "naaste 1 nummer": st.sampled_from(["", "9001", "9002"]),
        "naaste 1 mag antwoorden": st.sampled_from(["", "ja", "nee"]),
    }
).map(lambda changes: {**SAM, **(RELATIVE if changes["naaste 1 nummer"] else {}), **changes})


class AnyFiles(TestCase):
    """Any row of files over the same few people."""

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.lists(people, min_size=1, max_size=3), min_size=1, max_size=4))
    def test_a_file_that_went_in_says_nothing_new(self, files: list[list[dict[str, str]]]) -> None:
        cast = build_cast()
        for file in files:
            before = everything()
            try:
                run(cast, *file)
            except RosterFaultsError:
                assert everything() == before
            else:
                assert set(statuses(run(cast, *file))) == {Status.UNCHANGED}
