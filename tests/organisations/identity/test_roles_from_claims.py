"""Which claim stands for which role: administrators say it, of their own units, and it works at once."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser
from pytest_django import Settings

from organisations.choices import Action, Role
from organisations.clock import today
from organisations.models import AccessEvent, ClaimRole, Staff, Unit, UnknownClaim
from organisations.operations.staff import give_role
from tests.cast import Cast, SignIn
from tests.clientvoice.test_role_table import WHO, browser_of, give_eva_every_role
from tests.organisations.identity.conftest import KEY, Outside, Visit
from tests.organisations.identity.test_signing_in import HERS, newcomer, roles_of

pytestmark = pytest.mark.usefixtures("configure")
Mapped = Callable[[str, Role, Unit], ClaimRole]


def form(cast: Cast, **words: Any) -> dict[str, Any]:
    return {"value": "leiding", "role": Role.TEAM_LEADER, "unit": cast.location.pk} | words


def test_what_was_said_and_means_nothing_is_shown_and_given_a_role(cast: Cast, visit: Visit, signed_in: SignIn) -> None:
    visit(roles=["leiding"])
    claim = UnknownClaim.objects.get()
    browser = signed_in(cast.gerda)
    page = browser.get("/sign-in-roles/").content.decode()
    assert "leiding" in page
    assert 'value="leiding"' in browser.get(f"/sign-in-roles/{KEY}/add/?seen={claim.pk}").content.decode()
    assert browser.post(f"/sign-in-roles/{KEY}/add/", form(cast)).status_code == 302
    assert not UnknownClaim.objects.exists()
    assert visit(roles=["leiding"]).status_code == 302
    assert roles_of(newcomer()) == {(Role.TEAM_LEADER, cast.location.pk)}
    assert AccessEvent.objects.filter(action=Action.CREATE, thing__startswith="claim-role:").count() == 1


@pytest.mark.parametrize("words", [{"unit": ""}, {"role": "king"}, {"value": ""}, {"value": "x" * 201}])
def test_a_half_description_is_told(cast: Cast, signed_in: SignIn, words: dict[str, Any]) -> None:
    assert signed_in(cast.gerda).post(f"/sign-in-roles/{KEY}/add/", form(cast, **words)).status_code == 200
    assert not ClaimRole.objects.exists()


def test_nobody_gives_roles_beyond_their_own_units(cast: Cast, signed_in: SignIn) -> None:
    for unit in (cast.cooperative, cast.foreign_team):
        said = signed_in(cast.gerda).post(f"/sign-in-roles/{KEY}/add/", form(cast, unit=unit.pk))
        assert said.status_code == 200
    assert not ClaimRole.objects.exists()


@pytest.mark.usefixtures("mapped")
def test_twice_the_same_is_told(cast: Cast, signed_in: SignIn) -> None:
    same = {"value": "begeleiders", "role": Role.SUPPORT_WORKER, "unit": cast.team.pk}
    assert signed_in(cast.gerda).post(f"/sign-in-roles/{KEY}/add/", same).status_code == 200
    assert ClaimRole.objects.count() == 1


def test_taking_it_away_ends_the_role_now_and_leaves_those_by_hand(cast: Cast, visit: Visit, signed_in: SignIn) -> None:
    visit(**HERS)
    browser = signed_in(cast.gerda)
    mapping = ClaimRole.objects.get()
    assert browser.get(f"/sign-in-roles/{mapping.pk}/remove/").status_code == 200
    assert roles_of(newcomer())
    assert browser.post(f"/sign-in-roles/{mapping.pk}/remove/").status_code == 302
    assert not roles_of(newcomer())
    assert roles_of(cast.carla) == {(Role.SUPPORT_WORKER, cast.team.pk)}


def test_who_has_it_through_another_claim_too_keeps_it(
    cast: Cast, visit: Visit, mapped: Mapped, signed_in: SignIn
) -> None:
    other = mapped("allen", Role.SUPPORT_WORKER, cast.team)
    visit(roles=["begeleiders", "allen"])
    signed_in(cast.gerda).post(f"/sign-in-roles/{other.pk}/remove/")
    assert roles_of(newcomer()) == {(Role.SUPPORT_WORKER, cast.team.pk)}


@pytest.mark.usefixtures("mapped")
def test_only_administrators_of_the_connections_unit_or_above(cast: Cast) -> None:
    give_eva_every_role(cast)
    mapping = ClaimRole.objects.get()
    own = dict.fromkeys(WHO, 404) | {"anonymous": 302, "administrator": 200}
    for address in (f"/sign-in-roles/{KEY}/add/", f"/sign-in-roles/{mapping.pk}/remove/"):
        assert {who: browser_of(who, cast).get(address).status_code for who in WHO} == own


def test_an_administrator_of_one_team_does_not_say_what_counts_for_all(cast: Cast, signed_in: SignIn) -> None:
    give_role(staff=cast.carla, unit=cast.team, role=Role.ADMINISTRATOR, on=today())
    assert signed_in(cast.carla).get(f"/sign-in-roles/{KEY}/add/").status_code == 404


def test_each_of_many_providers_sees_its_own_connection(
    cast: Cast, settings: Settings, signed_in: SignIn, django_assert_max_num_queries: Any
) -> None:
    one = json.loads(settings.IDENTITY_PROVIDERS)[0]
    units = [cast.provider.pk, cast.other_provider.pk] * 12
    many = [
        one | {"key": f"p-{at}", "issuer": f"https://p{at}.example", "name": f"Zorg {at}.", "unit": str(unit)}
        for at, unit in enumerate(units)
    ]
    settings.IDENTITY_PROVIDERS = json.dumps(many)
    browser = signed_in(cast.gerda)
    with django_assert_max_num_queries(12):
        page = browser.get("/sign-in-roles/").content.decode()
    assert page.count('id="at-p-') == 12
    assert 'id="at-p-1"' not in page
    ClaimRole.objects.bulk_create(
        ClaimRole(connection=f"p-{at}", value=f"v-{at}", role=Role.COUNCIL, unit=cast.provider) for at in range(24)
    )
    with django_assert_max_num_queries(12):
        browser.get("/sign-in-roles/")


def test_what_a_provider_says_shows_as_it_is(cast: Cast, visit: Visit, signed_in: SignIn) -> None:
    visit(roles=["<script>alert(1)</script>"], name="<b>Anna</b>")
    page = signed_in(cast.gerda).get("/sign-in-roles/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.usefixtures("visit")
def test_two_first_sign_ins_of_one_person_make_one_account(outside: Outside) -> None:
    browsers = [Browser(), Browser()]
    outside.control(person=HERS)
    ways = [outside.through(browser.get(f"/account/with/{KEY}/")["Location"]) for browser in browsers]
    assert [browser.get(way).status_code for browser, way in zip(browsers, ways, strict=True)] == [302, 302]
    assert Staff.objects.filter(name="Anna Jansen").count() == 1
