"""Signed out there is signed out here; and a sign-in that the provider no longer vouches for ends."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from organisations.choices import Role
from organisations.clock import now, today
from organisations.models import IdentitySession, UsedLogoutToken, User
from organisations.operations.identity_sessions import forget_ended
from organisations.operations.sessions import end_sessions
from tests.cast import Cast
from tests.organisations.identity.conftest import KEY, Configure, Outside, Visit
from tests.organisations.identity.test_signing_in import HERS, newcomer, roles_of
from workers.jobs.recheck_sign_ins import recheck_sign_ins

EVENTS = {"http://schemas.openid.net/event/backchannel-logout": {}}


def tell(token: str) -> int:
    """Tell the site, as the provider does: no cookie, no mark against forged forms."""
    address = f"/account/with/{KEY}/signed-out/"
    return Browser(enforce_csrf_checks=True).post(address, {"logout_token": token}).status_code


def is_in(browser: Browser) -> bool:
    return browser.get("/account/pin/").status_code == 200


@pytest.fixture
def anna(visit: Visit) -> Browser:
    browser = Browser()
    visit(browser, **HERS)
    assert is_in(browser)
    return browser


def test_signed_out_there_is_signed_out_here_everywhere(anna: Browser, visit: Visit, outside: Outside) -> None:
    second, with_password = Browser(), Browser()
    visit(second, **HERS)
    user = newcomer().user
    user.set_password("een lang eigen wachtwoord")
    user.save()
    with_password.post("/account/login/", {"login": user.username, "password": "een lang eigen wachtwoord"})
    assert is_in(with_password)
    assert tell(outside.logout_token()) == 200
    assert not is_in(anna)
    assert not is_in(second)
    assert not is_in(with_password)


def test_it_can_be_ended_here_like_any_other_sign_in(anna: Browser) -> None:
    assert end_sessions(user_id=newcomer().user_id) == 1
    assert not is_in(anna)


def test_others_stay_in(anna: Browser, visit: Visit, outside: Outside) -> None:
    other = Browser()
    visit(other, **HERS, sub="bea-1", sid="window-2")
    assert tell(outside.logout_token(sub="bea-1")) == 200
    assert is_in(anna)
    assert not is_in(other)


def test_a_window_is_enough_to_know_who(anna: Browser, outside: Outside) -> None:
    assert tell(outside.logout_token(sub=None, sid="window-1")) == 200
    assert not is_in(anna)


def test_it_is_told_once(anna: Browser, visit: Visit, outside: Outside) -> None:
    token = outside.logout_token()
    assert tell(token) == 200
    visit(anna, **HERS)
    assert tell(token) == 400
    assert is_in(anna)


FAULTS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "with a nonce": ({"nonce": "x"}, {}),
    "for somebody else": ({"aud": "another-site"}, {}),
    "by another issuer": ({"iss": "https://evil.example"}, {}),
    "about nothing": ({"events": None}, {}),
    "about something else": ({"events": {"http://schemas.openid.net/event/other": {}}}, {}),
    "about a text": ({"events": "http://schemas.openid.net/event/backchannel-logout"}, {}),
    "about nobody": ({"sub": None}, {}),
    "about an empty name": ({"sub": ""}, {}),
    "about a number": ({"sub": 7}, {}),
    "about a name that no table takes": ({"sub": "anna\x00"}, {}),
    "with a header that is none": ({}, {"header": {"crit": 5}}),
    "without an id": ({"jti": None}, {}),
    "without a moment": ({"iat": None}, {}),
    "of long ago": ({}, {"seconds": -600}),
    "of the future": ({}, {"seconds": 600}),
    "ended": ({"exp": 1}, {}),
    "not signed": ({}, {"signed_by": "none"}),
    "signed with the public key": ({}, {"signed_by": "hs256"}),
    "signed by another": ({}, {"signed_by": "foreign"}),
    "of another kind": ({}, {"header": {"typ": "at+jwt"}}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_notice_that_is_no_proof_signs_nobody_out(anna: Browser, outside: Outside, fault: str) -> None:
    claims, twist = FAULTS[fault]
    outside.control(twist=twist)
    assert tell(outside.logout_token(**claims)) == 400
    assert is_in(anna)


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é.é.é", "." * 5000])
def test_what_is_no_token_at_all(anna: Browser, token: str) -> None:
    assert tell(token) == 400
    assert is_in(anna)


def test_unknown_people_and_windows_are_no_error(anna: Browser, outside: Outside) -> None:
    assert tell(outside.logout_token(sub="nobody")) == 200
    assert tell(outside.logout_token(sub=None, sid="nowhere")) == 200
    assert is_in(anna)


def later(minutes: int) -> None:
    """Let a sign-in come to its next check."""
    ago = timedelta(minutes=minutes)
    for session in IdentitySession.objects.all():
        IdentitySession.objects.update(check_at=session.check_at - ago, ends_at=session.ends_at - ago)


def test_who_still_works_there_goes_on_with_the_roles_of_now(
    cast: Cast, anna: Browser, outside: Outside, mapped: Any
) -> None:
    mapped("leiding", Role.TEAM_LEADER, cast.location)
    outside.control(person={"roles": ["leiding"]})
    for _check in range(6):
        later(16)
        recheck_sign_ins()
    assert is_in(anna)
    assert roles_of(newcomer()) == {(Role.TEAM_LEADER, cast.location.pk)}


@pytest.mark.usefixtures("anna")
def test_nobody_is_asked_after_before_it_is_time(outside: Outside) -> None:
    later(14)
    recheck_sign_ins()
    assert outside.asked().count("/realm/token") == 1


def test_a_leaver_is_out_at_the_next_check(anna: Browser, outside: Outside) -> None:
    outside.control(forget=True)
    later(16)
    recheck_sign_ins()
    assert not is_in(anna)


def test_who_lost_every_role_is_out_at_the_next_check(anna: Browser, outside: Outside) -> None:
    outside.control(person={"roles": []})
    later(16)
    recheck_sign_ins()
    assert not is_in(anna)
    assert not roles_of(newcomer())


@pytest.mark.usefixtures("outside")
def test_whose_account_was_closed_here_gets_no_roles_again(anna: Browser) -> None:
    newcomer().roles.all().delete()
    User.objects.filter(staff=newcomer()).update(is_active=False)
    later(16)
    recheck_sign_ins()
    assert not IdentitySession.objects.exists()
    assert not roles_of(newcomer())
    assert not is_in(anna)


def test_somebody_else_in_the_answer_ends_it(anna: Browser, outside: Outside) -> None:
    outside.control(twist={"claims": {"sub": "another"}})
    later(16)
    recheck_sign_ins()
    assert not is_in(anna)


def test_a_provider_that_says_nothing_new_keeps_the_roles(anna: Browser, outside: Outside) -> None:
    outside.control(twist={"silent": True}, person={"roles": []})
    newcomer().roles.update(period=(today() - timedelta(days=20), today() + timedelta(days=2)))
    later(16)
    recheck_sign_ins()
    assert is_in(anna)
    assert newcomer().roles.get().period.upper == today() + timedelta(days=31)


def test_a_provider_that_is_away_ends_it_after_four_checks(
    anna: Browser, configure: Configure, outside: Outside
) -> None:
    configure(hosts=["elsewhere.example"])
    outside.control(twist={"sent_on": "https://elsewhere.example/"})
    from django.core.cache import cache  # noqa: PLC0415 -- what was kept of the provider is forgotten here

    cache.clear()
    later(16)
    recheck_sign_ins()
    assert is_in(anna)
    later(46)
    recheck_sign_ins()
    assert not is_in(anna)


def test_without_a_token_to_ask_with_it_ends_after_an_hour(visit: Visit, outside: Outside) -> None:
    outside.control(twist={"no_refresh": True})
    browser = Browser()
    visit(browser, **HERS)
    later(59)
    recheck_sign_ins()
    assert is_in(browser)
    later(1)
    assert not is_in(browser)


def test_a_connection_that_was_taken_away_ends_its_sign_ins(anna: Browser, settings: Any) -> None:
    settings.IDENTITY_PROVIDERS = ""
    later(16)
    recheck_sign_ins()
    assert not is_in(anna)


@pytest.mark.usefixtures("anna")
def test_a_token_that_cannot_be_opened_ends_its_sign_in_alone(anna: Browser, visit: Visit) -> None:
    other = Browser()
    visit(other, **HERS, sub="bea-1", sid="window-2")
    IdentitySession.objects.filter(identity__subject="anna-1").update(refresh_token=b"of a key that is lost")
    later(16)
    recheck_sign_ins()
    assert not is_in(anna)
    assert is_in(other)


@pytest.mark.usefixtures("anna")
def test_the_token_to_ask_with_is_sealed() -> None:
    kept = bytes(IdentitySession.objects.get().refresh_token)
    assert len(kept) > 40
    assert b"." not in kept[:3]


def test_who_signs_out_is_asked_after_no_more(anna: Browser) -> None:
    anna.post("/account/logout/")
    assert not is_in(anna)
    assert not IdentitySession.objects.exists()


@pytest.mark.usefixtures("anna")
def test_nobody_is_asked_after_for_longer_than_a_sign_in_lasts(settings: Any) -> None:
    IdentitySession.objects.update(began_at=now() - timedelta(hours=settings.SESSION_HOURS, minutes=1))
    recheck_sign_ins()
    assert not IdentitySession.objects.exists()


@pytest.mark.usefixtures("anna")
def test_what_ended_is_forgotten(outside: Outside) -> None:
    tell(outside.logout_token(sub="nobody"))
    forget_ended(at=now() + timedelta(hours=2))
    assert not IdentitySession.objects.exists()
    assert not UsedLogoutToken.objects.exists()
