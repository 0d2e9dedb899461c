"""A client or a team goes somewhere else: who of staff goes along, and what rests on those who do not."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from organisations.choices import Role
from organisations.clock import now, today
from organisations.models import Client, Placement, RoleAssignment
from organisations.operations.moves import move_client
from organisations.operations.reorganising import merge_units, move_unit, split_unit
from supportplans.models import Wish
from tests.cast import Cast, SignIn
from tests.factories import UnitFactory
from tests.life.stage import by
from tests.supportplans.rows import waiting_wish

pytestmark = pytest.mark.django_db
NEXT_MONTH = timedelta(days=30)


def supported_by_carla(cast: Cast) -> Wish:
    """Let Carla support Anna and see to a wish of hers."""
    Client.objects.filter(pk=cast.anna.pk).update(support_worker=cast.carla)
    wish = waiting_wish(cast.anna)
    Wish.objects.filter(pk=wish.pk).update(person=cast.carla, deputy=cast.dirk)
    return wish


def split_off_anna(cast: Cast, *roles: RoleAssignment) -> None:
    new = UnitFactory(parent=cast.location, name="De Beuk")
    placement = Placement.objects.get(client=cast.anna)
    ids = [role.pk for role in roles]
    split_unit(unit=cast.team, into=new, placement_ids=[placement.pk], role_ids=ids, actor=by(cast.gerda), at=now())


def test_a_wish_does_not_rest_on_who_stays_behind_in_a_split(cast: Cast) -> None:
    wish = supported_by_carla(cast)
    split_off_anna(cast)
    wish.refresh_from_db()
    cast.anna.refresh_from_db()
    assert (wish.person, wish.deputy, cast.anna.support_worker) == (None, cast.dirk, None)


def test_who_goes_along_goes_on(cast: Cast) -> None:
    wish = supported_by_carla(cast)
    split_off_anna(cast, RoleAssignment.objects.get(staff=cast.carla))
    wish.refresh_from_db()
    cast.anna.refresh_from_db()
    assert (wish.person, cast.anna.support_worker) == (cast.carla, cast.carla)


def test_who_moves_gets_another_support_worker(cast: Cast) -> None:
    supported_by_carla(cast)
    placement = Placement.objects.get(client=cast.anna)
    move_client(placement_id=placement.pk, unit=cast.other_team, since=today(), actor=by(cast.gerda), at=now())
    cast.anna.refresh_from_db()
    assert cast.anna.support_worker is None


def test_a_unit_that_moves_leaves_the_leader_of_its_old_place(cast: Cast) -> None:
    wish = supported_by_carla(cast)
    elsewhere = UnitFactory(parent=cast.provider, name="Dorpstraat")
    move_unit(unit=cast.team, under=elsewhere, actor=by(cast.gerda), at=now())
    wish.refresh_from_db()
    assert (wish.person, wish.deputy) == (cast.carla, None)


def test_a_role_that_would_begin_later_begins_later(cast: Cast) -> None:
    later = today() + NEXT_MONTH
    RoleAssignment.objects.filter(staff=cast.carla).update(period=DateRange(later, None))
    merge_units(unit=cast.team, into=cast.other_team, actor=by(cast.gerda), at=now())
    role = RoleAssignment.objects.get(staff=cast.carla)
    assert (role.unit, role.period.lower, role.period.upper) == (cast.other_team, later, None)


def test_a_role_that_is_there_for_longer_is_not_cut_short(cast: Cast) -> None:
    mine = RoleAssignment.objects.get(staff=cast.carla)
    RoleAssignment.objects.create(
        staff=cast.carla, unit=cast.other_team, role=Role.SUPPORT_WORKER, period=DateRange(today(), None)
    )
    RoleAssignment.objects.filter(pk=mine.pk).update(period=DateRange(mine.period.lower, today() + NEXT_MONTH))
    merge_units(unit=cast.team, into=cast.other_team, actor=by(cast.gerda), at=now())
    there = RoleAssignment.objects.get(staff=cast.carla, unit=cast.other_team)
    assert there.period.upper is None


def test_closing_says_nothing_of_what_there_is_none_of(cast: Cast, signed_in: SignIn) -> None:
    empty = UnitFactory(parent=cast.location, name="Leeg")
    page = signed_in(cast.gerda).get(reverse("organisations:unit-close", args=[empty.pk]))
    assert not [sentence for sentence in page.context["happens"] if "0" in sentence]


def test_closing_says_beforehand_that_somebody_is_still_there(cast: Cast, signed_in: SignIn) -> None:
    there = cast.team.placements.filter(period__contains=today()).count()
    page = signed_in(cast.gerda).get(
        reverse("organisations:unit-close", args=[cast.team.pk]), headers={"accept-language": "en"}
    )
    assert page.context["happens"][0].startswith(f"First give {there} clients another place")
