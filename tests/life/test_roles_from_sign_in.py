"""A team is reorganised of which roles come from the sign-in of an organisation: they go on coming from there."""

import pytest
from django.conf import settings
from django.urls import reverse

from organisations.choices import Role
from organisations.clock import now, today
from organisations.identity.connections import Connection
from organisations.models import ClaimRole, RoleAssignment, Unit
from organisations.operations.claimed_roles import take_over_roles, wanted_roles
from organisations.operations.reorganising import merge_units, split_unit
from organisations.operations.staff import give_role
from tests.cast import Cast, SignIn
from tests.life.stage import by

pytestmark = pytest.mark.django_db
SAID = {"roles": ["begeleiders"]}
HELD = {"role": Role.SUPPORT_WORKER}


def connection(cast: Cast) -> Connection:
    """Return a connection of the provider, as the settings describe one."""
    return Connection(
        key="de-hof",
        name="De Hof",
        issuer="https://login.example",
        client_id="clientvoice",
        client_secret="x",
        unit=cast.provider.pk,
        roles_claim="roles",
    )


@pytest.fixture
def given(cast: Cast) -> Connection:
    """Let what the provider says of Carla stand for her role in the team."""
    one = connection(cast)
    RoleAssignment.objects.filter(staff=cast.carla).delete()
    ClaimRole.objects.create(connection=one.key, value="begeleiders", unit=cast.team, **HELD)
    sign_in(cast, one)
    return one


def sign_in(cast: Cast, one: Connection) -> None:
    take_over_roles(staff=cast.carla, connection=one, wanted=wanted_roles(one, SAID), on=today())


def held(cast: Cast) -> set[tuple[Unit, str]]:
    """Return where Carla works today, and from where each role comes."""
    rows = RoleAssignment.objects.filter(staff=cast.carla, period__contains=today())
    return {(row.unit, row.connection) for row in rows.select_related("unit")}


def test_a_merge_leaves_a_role_with_whoever_gave_it(cast: Cast, given: Connection) -> None:
    merge_units(unit=cast.team, into=cast.other_team, actor=by(cast.gerda), at=now())
    there = {(cast.other_team, given.key)}
    assert held(cast) == there
    sign_in(cast, given)
    assert held(cast) == there
    take_over_roles(staff=cast.carla, connection=given, wanted=frozenset(), on=today())
    assert held(cast) == set()


def test_what_stands_there_for_the_same_already_stands_there_once(cast: Cast, given: Connection) -> None:
    ClaimRole.objects.create(connection=given.key, value="begeleiders", unit=cast.other_team, **HELD)
    merge_units(unit=cast.team, into=cast.other_team, actor=by(cast.gerda), at=now())
    assert ClaimRole.objects.get().unit == cast.other_team


@pytest.mark.usefixtures("given")
def test_a_role_given_by_hand_for_longer_stays_one(cast: Cast) -> None:
    give_role(staff=cast.carla, unit=cast.other_team, on=today(), actor=by(cast.gerda), **HELD)
    merge_units(unit=cast.team, into=cast.other_team, actor=by(cast.gerda), at=now())
    assert held(cast) == {(cast.other_team, "")}


def test_a_split_leaves_a_role_with_whoever_gave_it(cast: Cast, given: Connection) -> None:
    placement, role = cast.anna.placements.get(), cast.carla.roles.get()
    chosen = {"placement_ids": [placement.pk], "role_ids": [role.pk]}
    split_unit(unit=cast.team, into=cast.other_team, actor=by(cast.gerda), at=now(), **chosen)
    assert held(cast) == {(cast.team, given.key), (cast.other_team, given.key)}


def test_nobody_gets_a_role_on_a_closed_unit(cast: Cast, given: Connection) -> None:
    Unit.objects.filter(pk=cast.team.pk).update(closed_on=today())
    assert wanted_roles(given, SAID) == frozenset()


@pytest.mark.parametrize("step", ["unit-merge", "unit-split"])
def test_the_page_says_so_where_there_are_such_roles(cast: Cast, signed_in: SignIn, step: str) -> None:
    address = reverse(f"organisations:{step}", args=[cast.team.pk])
    browser = signed_in(cast.gerda)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "comes from sign-in" not in browser.get(address).content.decode()
    RoleAssignment.objects.filter(staff=cast.carla).update(connection="de-hof")
    assert "comes from sign-in" in browser.get(address).content.decode()
