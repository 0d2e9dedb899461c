"""Teams are merged, split, moved and closed while a round is open: everything goes along, and figures still add up."""

from datetime import timedelta

import pytest

from organisations.access import clients, rights_of
from organisations.clock import now, today
from organisations.models import Placement, RoleAssignment, Unit
from organisations.operations.devices import pair_device
from organisations.operations.people_import import RosterFaultsError, import_people
from organisations.operations.reorganising import (
    ReorganisationRefusedError,
    close_unit,
    merge_units,
    move_unit,
    reopen_unit,
    split_unit,
    standing,
)
from organisations.queries.trees import places_below
from supportplans.models import Wish
from surveys.models import FrameMember, RoundUnit
from surveys.queries.response import response
from tests.cast import Cast
from tests.factories import UnitFactory
from tests.life.stage import by
from tests.organisations.importing.files import SAM, csv_file
from tests.supportplans.rows import waiting_wish
from tests.surveys.asking import open_test_round

pytestmark = pytest.mark.django_db


def test_a_merged_team_brings_everybody_and_everything_along(cast: Cast) -> None:
    wish = waiting_wish(cast.anna)
    Wish.objects.filter(pk=wish.pk).update(person=cast.carla)
    device, _token = pair_device(unit=cast.team, name="Tablet", staff=cast.carla, at=now())
    plan = standing(cast.team, on=today())
    assert (plan.placements, plan.roles, plan.devices, [line.moves for line in plan.others]) == (2, 1, 1, [1])
    merge_units(unit=cast.team, into=cast.other_team, actor=by(cast.gerda), at=now())
    cast.team.refresh_from_db()
    device.refresh_from_db()
    wish.refresh_from_db()
    assert cast.team.closed_on == today()
    assert (device.unit, wish.team, wish.person) == (cast.other_team, cast.other_team, cast.carla)
    assert clients(rights_of(cast.carla.user, on=today()), on=today()).filter(pk=cast.anna.pk).exists()
    assert standing(cast.team, on=today()) == type(plan)(0, 0, 0, ())
    spent = Placement.objects.get(client=cast.anna, unit=cast.team)
    assert spent.period.upper == today()


def test_a_split_brings_the_chosen_along_and_leaves_the_others(cast: Cast) -> None:
    new = UnitFactory(parent=cast.location, name="De Beuk")
    wish = waiting_wish(cast.anna)
    Wish.objects.filter(pk=wish.pk).update(person=cast.carla)
    placement = Placement.objects.get(client=cast.anna)
    role = RoleAssignment.objects.get(staff=cast.carla)
    split_unit(
        unit=cast.team,
        into=new,
        placement_ids=[placement.pk],
        role_ids=[role.pk],
        actor=by(cast.gerda),
        at=now(),
    )
    wish.refresh_from_db()
    assert (wish.team, wish.person) == (new, cast.carla)
    assert Placement.objects.get(client=cast.noor).unit == cast.team
    assert set(RoleAssignment.objects.filter(staff=cast.carla).values_list("unit", flat=True)) == {cast.team.pk, new.pk}


def test_a_split_wants_a_client_of_this_unit(cast: Cast) -> None:
    elsewhere = Placement.objects.filter(unit=cast.foreign_team).first()
    assert elsewhere is not None
    with pytest.raises(ReorganisationRefusedError):
        split_unit(
            unit=cast.team,
            into=cast.other_team,
            placement_ids=[elsewhere.pk],
            role_ids=[],
            actor=by(cast.gerda),
            at=now(),
        )


def test_a_moved_unit_takes_rights_with_its_place_and_leaves_the_frozen_tree(cast: Cast) -> None:
    opened = open_test_round(cast.provider)
    frozen = list(RoundUnit.objects.filter(round=opened).order_by("path").values("path", "name", "unit"))
    new = UnitFactory(parent=cast.provider, name="Dorpstraat", level="locatie")
    move_unit(unit=cast.team, under=new, actor=by(cast.gerda), at=now())
    assert not clients(rights_of(cast.dirk.user, on=today()), on=today()).filter(pk=cast.anna.pk).exists()
    assert clients(rights_of(cast.carla.user, on=today()), on=today()).filter(pk=cast.anna.pk).exists()
    assert list(RoundUnit.objects.filter(round=opened).order_by("path").values("path", "name", "unit")) == frozen


def test_a_closed_unit_is_no_choice_and_stays_in_history(cast: Cast) -> None:
    opened = open_test_round(cast.provider)
    merge_units(unit=cast.team, into=cast.other_team, actor=by(cast.gerda), at=now())
    names = {place.names[-1] for place in places_below((cast.provider.path,))}
    assert "De Linde" not in names
    with pytest.raises(RosterFaultsError):
        import_people(unit=cast.provider, content=csv_file({**SAM, "eenheid": "De Linde"}), on=today())
    assert "De Linde" in {unit.node.name for unit in response(opened.pk).units}
    later = open_test_round(cast.provider, name="Later", reference_date=today(), opens_on=today(), closes_on=today())
    assert not RoundUnit.objects.filter(round=later, unit=cast.team).exists()
    assert FrameMember.objects.get(round=later, client=cast.anna).round_unit.unit == cast.other_team


def test_who_lived_in_a_closed_unit_can_be_moved_by_a_file(cast: Cast) -> None:
    merge_units(unit=cast.team, into=cast.other_team, actor=by(cast.gerda), at=now())
    third = UnitFactory(parent=cast.location, name="De Beuk")
    day = today() + timedelta(days=1)
    line = {**SAM, "clientnummer": "1001", "eenheid": "De Beuk", "sinds": day.isoformat()}
    import_people(unit=cast.provider, content=csv_file(line), on=today())
    assert Placement.objects.get(client=cast.anna, period__contains=day).unit == third


def test_a_unit_with_people_or_units_is_not_closed(cast: Cast) -> None:
    for unit in (cast.team, cast.location, cast.provider, cast.cooperative):
        with pytest.raises(ReorganisationRefusedError):
            close_unit(unit=unit, actor=by(cast.gerda), at=now())


def test_an_empty_unit_closes_with_its_roles_and_opens_again_without(cast: Cast) -> None:
    empty = UnitFactory(parent=cast.location)
    pair_device(unit=empty, name="Tablet", staff=cast.carla, at=now())
    close_unit(unit=empty, actor=by(cast.gerda), at=now())
    assert standing(empty, on=today()).devices == 0
    reopen_unit(unit=empty, actor=by(cast.gerda))
    assert Unit.objects.get(pk=empty.pk).closed_on is None


@pytest.mark.parametrize("into", ["foreign_team", "team", "cooperative"])
def test_nothing_is_merged_beyond_the_provider_or_with_itself(cast: Cast, into: str) -> None:
    with pytest.raises(ReorganisationRefusedError):
        merge_units(unit=cast.team, into=getattr(cast, into), actor=by(cast.gerda), at=now())


@pytest.mark.parametrize("under", ["foreign_team", "team", "cooperative"])
def test_nothing_moves_beyond_the_provider_or_under_itself(cast: Cast, under: str) -> None:
    with pytest.raises(ReorganisationRefusedError):
        move_unit(unit=cast.team, under=getattr(cast, under), actor=by(cast.gerda), at=now())
