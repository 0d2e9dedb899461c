"""What is no proof of who somebody is lets nobody in, and says kindly that it did not go well."""

import json
import logging
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.core.exceptions import ImproperlyConfigured
from django.test import Client as Browser
from pytest_django import Settings

from organisations.identity.connections import connection, connections, is_safe
from organisations.models import ExternalIdentity
from tests.cast import Cast
from tests.organisations.identity.conftest import KEY, Configure, Outside, Visit

pytestmark = pytest.mark.usefixtures("visit")
HERS = {"roles": ["begeleiders"]}
FAULTS: dict[str, tuple[str, dict[str, Any]]] = {
    "no nonce": ("nonce", {"claims": {"nonce": None}}),
    "another nonce": ("nonce", {"claims": {"nonce": "x"}}),
    "for somebody else": ("aud", {"claims": {"aud": "another-site"}}),
    "for nobody": ("aud", {"claims": {"aud": None}}),
    "for us and another, by nobody": ("azp", {"claims": {"aud": ["another-site", "clientvoice"]}}),
    "for us, by another": ("azp", {"claims": {"azp": "another-site"}}),
    "by another issuer": ("iss", {"claims": {"iss": "https://evil.example"}}),
    "by no issuer": ("iss", {"claims": {"iss": None}}),
    "ended": ("exp", {"seconds": -3600}),
    "without an end": ("exp", {"claims": {"exp": None}}),
    "of the future": ("iat", {"seconds": 3600}),
    "about nobody": ("sub", {"claims": {"sub": None}}),
    "about an empty name": ("sub", {"claims": {"sub": ""}}),
    "about a number": ("sub", {"claims": {"sub": 7}}),
    "about a name that no table takes": ("sub", {"claims": {"sub": "anna\x00"}}),
    "in a window that no table takes": ("sid", {"claims": {"sid": "window\x00"}}),
    "about a name without end": ("sub", {"claims": {"sub": "x" * 256}}),
    "not signed": ("unsupported_algorithm", {"signed_by": "none"}),
    "signed with the public key": ("unsupported_algorithm", {"signed_by": "hs256"}),
    "signed by another": ("bad_signature", {"signed_by": "foreign"}),
    "signed with an unknown key": ("invalid_key_id", {"header": {"kid": "another"}}),
    "of another kind": ("typ", {"header": {"typ": "logout+jwt"}}),
    "not there": ("no_id_token", {"no_id_token": True}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_token_that_is_no_proof(outside: Outside, visit: Visit, caplog: pytest.LogCaptureFixture, fault: str) -> None:
    why, twist = FAULTS[fault]
    outside.control(twist=twist)
    browser = Browser()
    said = visit(browser, **HERS)
    assert said.status_code == 403
    assert f"'why': '{why}'" in caplog.text
    assert browser.get("/account/pin/").status_code == 302
    assert not ExternalIdentity.objects.exists()


def back(outside: Outside, browser: Browser) -> str:
    return outside.through(browser.get(f"/account/with/{KEY}/")["Location"])


def test_an_answer_fits_one_browser_once(outside: Outside) -> None:
    outside.control(person=HERS)
    browser = Browser()
    address = back(outside, browser)
    assert Browser().get(address).status_code == 403
    assert browser.get(address).status_code == 302
    assert browser.get(address).status_code == 403


def test_a_code_of_somebody_else_is_worth_nothing(outside: Outside) -> None:
    outside.control(person=HERS)
    mine, theirs = Browser(), Browser()
    code = parse_qs(back(outside, theirs).partition("?")[2])["code"][0]
    state = parse_qs(back(outside, mine).partition("?")[2])["state"][0]
    said = mine.get(f"/account/with/{KEY}/back/", {"code": code, "state": state, "iss": outside.issuer})
    assert said.status_code == 403


def test_an_answer_that_comes_too_late(outside: Outside) -> None:
    browser = Browser()
    address = back(outside, browser)
    session = browser.session
    session["identity_attempts"] = [{**one, "at": one["at"] - 901} for one in session["identity_attempts"]]
    session.save()
    assert browser.get(address).status_code == 403


def test_an_answer_that_names_another_provider(outside: Outside) -> None:
    outside.control(twist={"back": {"iss": "https://evil.example"}}, person=HERS)
    browser = Browser()
    assert browser.get(back(outside, browser)).status_code == 403


def test_an_answer_at_another_connection(outside: Outside, settings: Settings) -> None:
    browser = Browser()
    address = back(outside, browser)
    one = json.loads(settings.IDENTITY_PROVIDERS)[0]
    settings.IDENTITY_PROVIDERS = json.dumps([one, one | {"key": "elders", "issuer": "https://elders.example"}])
    assert browser.get(address.replace(KEY, "elders")).status_code == 403


@pytest.mark.parametrize(
    "said", [{}, {"code": "x"}, {"state": "x"}, {"error": "server_error"}, {"code": "x", "state": "y"}]
)
def test_half_an_answer(said: dict[str, str]) -> None:
    assert Browser().get(f"/account/with/{KEY}/back/", said).status_code == 403


def test_who_changes_their_mind_is_back_at_the_sign_in_page() -> None:
    browser = Browser()
    there = browser.get(f"/account/with/{KEY}/")["Location"]
    state = parse_qs(urlsplit(there).query)["state"][0]
    said = browser.get(f"/account/with/{KEY}/back/", {"error": "access_denied", "state": state})
    assert said["Location"] == "/account/login/"


def test_a_client_secret_that_changed(visit: Visit, configure: Configure) -> None:
    configure(client_secret="another")
    assert visit(**HERS).status_code == 403


@pytest.mark.parametrize(
    "twist",
    [
        {"discovery": {"issuer": "https://evil.example"}},
        {"discovery": {"token_endpoint": "https://evil.example/token"}},
        {"discovery": {"jwks_uri": "http://169.254.169.254/latest/meta-data/"}},
        {"discovery": {"authorization_endpoint": "http://127.0.0.1:1/authorize"}},
        {"discovery": {"authorization_endpoint": "javascript:alert(1)"}},
        {"discovery": {"jwks_uri": None}},
        {"sent_on": "http://169.254.169.254/latest/meta-data/"},
        {"padding": 1_100_000},
    ],
)
def test_only_the_provider_itself_is_asked(outside: Outside, twist: dict[str, Any]) -> None:
    outside.control(twist=twist)
    said = Browser().get(f"/account/with/{KEY}/")
    assert said.status_code == 503
    assert said["Retry-After"]
    assert set(outside.asked()) <= {"/realm/.well-known/openid-configuration", "/control"}


def test_a_provider_that_is_away_keeps_nobody_waiting_twice(configure: Configure) -> None:
    configure(issuer="http://127.0.0.1:1/realm")
    assert Browser().get(f"/account/with/{KEY}/").status_code == 503
    assert Browser().get(f"/account/with/{KEY}/").status_code == 503


def test_a_new_key_of_the_provider_is_fetched_and_not_more_than_once_a_minute(outside: Outside, visit: Visit) -> None:
    visit(**HERS)
    outside.control(twist={"header": {"kid": "another"}})
    for _try in range(4):
        visit()
    assert outside.asked().count("/realm/keys") == 2


def test_nothing_of_it_is_logged(outside: Outside, visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    for twist in ({}, {"signed_by": "none"}, {"no_id_token": True}):
        outside.control(twist=twist)
        visit(**HERS)
    assert "a secret of both" not in caplog.text
    assert "Anna" not in caplog.text
    assert "code=" not in caplog.text
    assert "anna-1" not in caplog.text


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://login.example/realm", True),
        ("http://127.0.0.1:8080/realm", True),
        ("http://login.example/realm", False),
        ("http://127.0.0.1.evil.example/", False),
        ("https://user:secret@login.example/", False),
        ("file:///etc/passwd", False),
        ("https://", False),
        ("", False),
    ],
)
def test_which_addresses_may_be_asked(address: str, safe: bool, settings: Settings) -> None:  # noqa: FBT001 -- a parameter
    assert is_safe(address) == safe
    settings.PRODUCTION = True
    assert is_safe(address) == (safe and address.startswith("https"))


GOOD = {
    "key": "a",
    "name": "A",
    "unit": "00000000-0000-4000-8000-000000000000",
    "issuer": "https://a.example",
    "client_id": "x",
    "client_secret": "very secret",
}


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ({"issuer": "http://a.example"}, "0.issuer"),
        ({"issuer": "https://a.example/?x=1"}, "0.issuer"),
        ({"key": "A B"}, "0.key"),
        ({"unit": "De Linde"}, "0.unit"),
        ({"client_secret": ""}, "client_secret"),
        ({"client_secret": "", "client_secret_file": "/nowhere/at/all"}, "client_secret_file"),
        ({"scopes": ["email"]}, "openid"),
        ({"clientsecret": "x"}, "clientsecret"),
        ({"prompt": "whatever"}, "0.prompt"),
    ],
)
def test_a_wrong_description_is_told_without_its_secret(settings: Settings, words: dict[str, Any], named: str) -> None:
    settings.IDENTITY_PROVIDERS = json.dumps([GOOD | words])
    with pytest.raises(ImproperlyConfigured) as told:
        connections()
    assert named in str(told.value)
    assert "very secret" not in str(told.value)


def test_a_description_that_is_no_json_or_double(settings: Settings) -> None:
    for text in ("{", "7", json.dumps([GOOD, GOOD]), json.dumps([GOOD, GOOD | {"key": "b"}])):
        settings.IDENTITY_PROVIDERS = text
        with pytest.raises(ImproperlyConfigured):
            connections()


def test_a_secret_comes_from_a_file_and_shows_nowhere(settings: Settings, tmp_path: Any) -> None:
    file = tmp_path / "secret"
    file.write_text("from a file\n")
    words = {name: value for name, value in GOOD.items() if name != "client_secret"}
    settings.IDENTITY_PROVIDERS = json.dumps([words | {"client_secret_file": str(file)}])
    found = connection("a")
    assert found is not None
    assert found.secret == "from a file"
    settings.IDENTITY_PROVIDERS = json.dumps([GOOD])
    assert "very secret" not in repr(connections())


def test_the_test_provider_itself_demands_the_proof_key() -> None:
    there = Browser().get(f"/account/with/{KEY}/")["Location"]
    assert requests.get(there, allow_redirects=False, timeout=5).status_code == 302
    without = there.replace("code_challenge_method=S256", "code_challenge_method=plain")
    assert requests.get(without, allow_redirects=False, timeout=5).status_code == 400


def test_another_browser_cannot_be_made_to_sign_in(cast: Cast, outside: Outside) -> None:
    """Somebody lures a signed-in colleague to an answer of their own: the colleague stays who they are."""
    outside.control(person=HERS)
    address = back(outside, Browser())
    colleague = Browser()
    colleague.force_login(cast.gerda.user)
    assert colleague.get(address).status_code == 403
    assert colleague.get("/staff/").status_code == 200
