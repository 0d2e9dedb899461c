"""Somebody signs in at their own organisation: a real provider, over HTTP, from the button to the first page."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client as Browser

from organisations.choices import Role
from organisations.clock import now, today
from organisations.models import ExternalIdentity, RoleAssignment, Staff, StaffInvitation, UnknownClaim, User
from organisations.operations.staff import give_role, new_account
from tests.cast import Cast
from tests.factories import UnitFactory
from tests.organisations.identity.conftest import KEY, Configure, Outside, Visit

pytestmark = pytest.mark.usefixtures("visit")
HERS = {"roles": ["begeleiders"]}


def roles_of(staff: Staff) -> set[tuple[str, Any]]:
    return set(staff.roles.filter(period__contains=today()).values_list("role", "unit_id"))


def newcomer() -> Staff:
    return ExternalIdentity.objects.get(subject="anna-1").staff


def test_the_whole_way(cast: Cast, visit: Visit) -> None:
    browser = Browser()
    said = visit(browser, onward="/account/pin/", **HERS)
    assert (said.status_code, said["Location"]) == (302, "/account/pin/")
    assert browser.get("/account/pin/").status_code == 200
    anna = newcomer()
    assert anna.name == "Anna Jansen"
    assert roles_of(anna) == {(Role.SUPPORT_WORKER, cast.team.pk)}
    assert not anna.user.has_usable_password()


def test_what_is_asked_there() -> None:
    leaving = Browser().get(f"/account/with/{KEY}/")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(leaving["Location"]).query).items()}
    assert asked["redirect_uri"] == f"http://127.0.0.1:8000/account/with/{KEY}/back/"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) >= 43
    assert len(asked["nonce"]) >= 43
    assert asked["state"] != asked["nonce"]


def test_the_session_gets_another_key(visit: Visit) -> None:
    browser = Browser()
    browser.get(f"/account/with/{KEY}/")
    before = browser.session.session_key
    visit(browser, **HERS)
    assert browser.session.session_key != before


def test_who_comes_again_is_the_same_person(visit: Visit) -> None:
    visit(**HERS)
    visit(**HERS, name="Anna de Boer")
    assert ExternalIdentity.objects.count() == 1
    assert Staff.objects.filter(name="Anna Jansen").count() == 1


def test_roles_follow_what_is_said_and_those_by_hand_stay(cast: Cast, visit: Visit, mapped: Any) -> None:
    mapped("leiding", Role.TEAM_LEADER, cast.location)
    visit(**HERS)
    give_role(staff=newcomer(), unit=cast.provider, role=Role.COUNCIL, on=today())
    visit(roles=["leiding"])
    assert roles_of(newcomer()) == {(Role.TEAM_LEADER, cast.location.pk), (Role.COUNCIL, cast.provider.pk)}
    visit(roles=[])
    assert roles_of(newcomer()) == {(Role.COUNCIL, cast.provider.pk)}


def test_a_role_given_by_hand_too_becomes_one_by_hand(cast: Cast, visit: Visit) -> None:
    visit(**HERS)
    give_role(staff=newcomer(), unit=cast.team, role=Role.SUPPORT_WORKER, on=today())
    visit(roles=[])
    assert roles_of(newcomer()) == {(Role.SUPPORT_WORKER, cast.team.pk)}


def test_a_role_ends_by_itself_when_nobody_vouches_any_more(visit: Visit) -> None:
    visit(**HERS)
    role = newcomer().roles.get()
    assert role.period.upper == today() + timedelta(days=31)
    assert role.connection == KEY


def test_without_a_role_nobody_comes_in_and_no_account_is_made(visit: Visit) -> None:
    accounts = User.objects.count()
    browser = Browser()
    said = visit(browser, roles=["onbekend", "nog iets"])
    assert said.status_code == 403
    assert "role" in said.content.decode() or "rol" in said.content.decode()
    assert User.objects.count() == accounts
    assert browser.get("/account/pin/").status_code == 302
    assert set(UnknownClaim.objects.values_list("value", flat=True)) == {"onbekend", "nog iets"}


def test_who_lost_the_last_role_is_out_everywhere(visit: Visit) -> None:
    first = Browser()
    visit(first, **HERS)
    assert visit(roles=[]).status_code == 403
    assert first.get("/account/pin/").status_code == 302
    assert not roles_of(newcomer())


def test_whose_account_was_closed_here_stays_out(visit: Visit) -> None:
    visit(**HERS)
    User.objects.filter(staff=newcomer()).update(is_active=False)
    newcomer().roles.all().delete()
    assert visit(**HERS).status_code == 403
    assert not roles_of(newcomer())


def test_roles_only_reach_the_unit_of_the_connection(cast: Cast, visit: Visit, mapped: Any) -> None:
    mapped("overal", Role.ADMINISTRATOR, cast.cooperative)
    mapped("elders", Role.ADMINISTRATOR, cast.foreign_team)
    assert visit(roles=["overal", "elders"]).status_code == 403


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("roles", {"roles": "begeleiders"}),
        ("realm_access.roles", {"realm_access": {"roles": ["begeleiders"]}}),
        ("https://dehof.example/roles", {"https://dehof.example/roles": ["begeleiders", 3, None, ["x"]]}),
    ],
)
def test_roles_are_found_where_the_connection_says(
    visit: Visit, configure: Configure, claim: str, said: dict[str, Any]
) -> None:
    configure(roles_claim=claim)
    assert visit(**said).status_code == 302


HIJACK = {"email": "carla@dehof.example", "email_verified": True, **HERS}


def test_an_address_alone_opens_nobodys_account(cast: Cast, visit: Visit) -> None:
    User.objects.filter(staff=cast.carla).update(email="carla@dehof.example")
    assert visit(**HIJACK).status_code == 302
    assert newcomer() != cast.carla
    assert newcomer().user.email == ""


def invited(cast: Cast, email: str = "carla@dehof.example", days: int = 7) -> Staff:
    staff = new_account(name="Carla Nieuw", username="carla.nieuw", email=email, password=None)
    give_role(staff=staff, unit=cast.team, role=Role.SUPPORT_WORKER, on=today())
    StaffInvitation.objects.create(staff=staff, asked_at=now(), ends_at=now() + timedelta(days=days))
    return staff


def test_who_was_invited_and_is_believed_gets_that_account(cast: Cast, visit: Visit) -> None:
    staff = invited(cast)
    assert visit(email="Carla@DeHof.example", email_verified=True, roles=[]).status_code == 302
    assert newcomer() == staff
    assert StaffInvitation.objects.get(staff=staff).accepted_at is not None


@pytest.mark.parametrize(
    ("email", "days", "said"),
    [
        ("carla@dehof.example", 7, {"email": "carla@dehof.example", "email_verified": False}),
        ("carla@dehof.example", 7, {"email": "carla@dehof.example", "email_verified": "true"}),
        ("carla@dehof.example", 7, {"email": "carla@dehof.example"}),
        ("carla@elders.example", 7, {"email": "carla@elders.example", "email_verified": True}),
        ("carla@dehof.example.evil.example", 7, {"email": "carla@dehof.example.evil.example", "email_verified": True}),
        ("carla@dehof.example", -1, {"email": "carla@dehof.example", "email_verified": True}),
    ],
)
def test_an_invitation_is_for_a_proven_address_of_the_own_domain(
    cast: Cast, visit: Visit, email: str, days: int, said: dict[str, Any]
) -> None:
    staff = invited(cast, email, days)
    visit(**HERS, **said)
    assert newcomer() != staff


def test_an_invitation_of_another_organisation_is_not_this_providers_to_open(cast: Cast, visit: Visit) -> None:
    staff = invited(cast)
    give_role(staff=staff, unit=cast.foreign_team, role=Role.SUPPORT_WORKER, on=today())
    visit(**HERS, email="carla@dehof.example", email_verified=True)
    assert newcomer() != staff
    assert StaffInvitation.objects.get(staff=staff).accepted_at is None


def test_two_people_are_two_accounts(visit: Visit) -> None:
    visit(**HERS)
    visit(**HERS, sub="anna-2")
    assert len(set(ExternalIdentity.objects.values_list("staff", flat=True))) == 2


def test_the_same_subject_of_another_provider_is_somebody_else(visit: Visit) -> None:
    visit(**HERS)
    ExternalIdentity.objects.update(issuer="https://former.example")
    visit(**HERS)
    assert ExternalIdentity.objects.count() == 2


@pytest.mark.parametrize(
    "onward", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_sent_on_to_another_site(visit: Visit, onward: str) -> None:
    assert visit(onward=onward, **HERS)["Location"] == "/"


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        ({"required_amr": ["mfa"]}, {"amr": ["pwd"]}, 403),
        ({"required_amr": ["mfa"]}, {"amr": "mfa"}, 403),
        ({"required_amr": ["mfa", "otp"]}, {"amr": ["pwd", "otp"]}, 302),
        ({"required_acr": ["gold"]}, {"acr": "silver"}, 403),
        ({"required_acr": ["gold"]}, {"acr": "gold"}, 302),
    ],
)
def test_a_second_step_there_can_be_demanded(
    visit: Visit, configure: Configure, words: dict[str, Any], said: dict[str, Any], status: int
) -> None:
    configure(**words)
    assert visit(**HERS, **said).status_code == status


def test_who_comes_through_a_provider_needs_no_second_step_here(
    cast: Cast, visit: Visit, mapped: Any, settings: Any
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    mapped("beheer", Role.ADMINISTRATOR, cast.provider)
    browser = Browser()
    visit(browser, roles=["beheer"])
    assert browser.get("/staff/").status_code == 200


def test_a_password_here_can_be_closed_for_a_providers_people(visit: Visit, configure: Configure) -> None:
    visit(**HERS)
    user = newcomer().user
    user.set_password("een lang eigen wachtwoord")
    user.save()
    browser = Browser()
    form = {"login": user.username, "password": "een lang eigen wachtwoord"}
    configure(local_password=False)
    browser.post("/account/login/", form)
    assert browser.get("/account/pin/").status_code == 302
    configure()
    browser.post("/account/login/", form)
    assert browser.get("/account/pin/").status_code == 200


def test_the_sign_in_page_offers_the_own_organisation_first(settings: Any) -> None:
    page = Browser().get("/account/login/", {"next": "/staff/"}).content.decode()
    assert page.index(f"/account/with/{KEY}/?next=%2Fstaff%2F") < page.index('name="password"')
    one = json.loads(settings.IDENTITY_PROVIDERS)[0]
    many = [one | {"key": f"p-{at}", "issuer": f"https://p{at}.example", "name": f"Zorg {at}"} for at in range(25)]
    settings.IDENTITY_PROVIDERS = json.dumps(many)
    assert Browser().get("/account/login/").content.decode().count("/account/with/p-") == 25


def test_without_a_provider_the_page_is_as_it_was(settings: Any) -> None:
    settings.IDENTITY_PROVIDERS = ""
    assert "/account/with/" not in Browser().get("/account/login/").content.decode()
    assert Browser().get(f"/account/with/{KEY}/").status_code == 404


def test_a_moved_unit_takes_its_roles_along(cast: Cast, visit: Visit, mapped: Any) -> None:
    unit = UnitFactory(parent=cast.team)
    mapped("nieuw", Role.SUPPORT_WORKER, unit)
    visit(roles=["nieuw"])
    assert RoleAssignment.objects.filter(unit=unit, connection=KEY).count() == 1


def test_a_pin_is_set_without_a_password_just_after_signing_in_there(visit: Visit) -> None:
    browser = Browser()
    visit(browser, **HERS)
    assert browser.post("/account/pin/", {"pin": "4711", "again": "4711"}).status_code == 302
    assert newcomer().pin_hash


def test_later_one_signs_in_there_once_more(visit: Visit, outside: Outside) -> None:
    browser = Browser()
    visit(browser, **HERS)
    session = browser.session
    session["shown_at"] -= 11 * 60
    session.save()
    leaving = browser.post("/account/pin/", {"pin": "4711", "again": "4711"})
    assert not newcomer().pin_hash
    there = browser.get(leaving["Location"])["Location"]
    assert parse_qs(urlsplit(there).query)["prompt"] == ["login"]
    assert browser.get(outside.through(there))["Location"] == "/account/pin/"
    assert browser.get("/account/pin/").status_code == 200


def minutes_ago(minutes: int) -> int:
    return int(now().timestamp()) - minutes * 60


@pytest.mark.parametrize("told", [{}, {"auth_time": minutes_ago(40)}])
def test_an_open_page_is_not_made_fresh_by_a_provider_that_asked_nothing(
    visit: Visit, outside: Outside, told: dict[str, int]
) -> None:
    browser = Browser()
    visit(browser, **HERS)
    session = browser.session
    session["shown_at"] -= 11 * 60
    session.save()
    outside.control(twist={"claims": told})
    visit(browser)  # without asking the provider to ask
    assert browser.post("/account/pin/", {"pin": "4711", "again": "4711"})["Location"].startswith("/account/with/")
    assert not newcomer().pin_hash


def test_a_provider_that_was_to_ask_and_did_not_proves_nothing(visit: Visit, outside: Outside) -> None:
    browser = Browser()
    visit(browser, **HERS)
    outside.control(twist={"claims": {"auth_time": minutes_ago(40)}})
    there = browser.get(f"/account/with/{KEY}/", {"again": 1})["Location"]
    assert browser.get(outside.through(there)).status_code == 403


def test_the_account_page_says_where_one_signs_in(visit: Visit) -> None:
    browser = Browser()
    visit(browser, **HERS)
    page = browser.get("/account/").content.decode()
    assert "De Hof" in page
    assert "/account/password/change/" not in page.partition("<main")[2]
    assert browser.get("/account/password/change/")["Location"] == "/account/"
    assert browser.get("/account/email/").status_code == 200
