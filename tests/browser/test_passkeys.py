"""Passkeys in a real browser, with an authenticator of its own: set up because it is needed, and then used alone."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client as Browser
from playwright.sync_api import CDPSession, Page
from pytest_django import Settings

from tests.browser.conftest import Axe, Shot
from tests.cast import Cast
from tests.factories import PASSWORD
from tests.organisations.near import letter_for_bram, mailed_link

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def authenticator(page: Page) -> tuple[CDPSession, str]:
    """Give the browser a passkey that says yes by itself."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made: dict[str, Any] = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return devtools, made["authenticatorId"]


def sign_out(page: Page) -> None:
    page.goto("/account/logout/")
    page.click("main button.primary")


def test_a_passkey_is_set_up_because_it_is_needed_and_then_lets_in_alone(
    cast: Cast, screen: Callable[..., Page], axe: Axe, shot: Shot, settings: Settings
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    page = screen(1024, 768)
    devtools, key = authenticator(page)
    page.goto("/account/login/")
    shot(page, "account-login-1024")
    page.fill("[name=login]", "gerda")
    page.fill("[name=password]", PASSWORD)
    page.click("main button.primary")
    page.wait_for_url("**/account/second-factor/")
    shot(page, "account-needed-1024")
    faults = axe(page)
    page.click("a[href$='passkeys/add/']")
    faults += axe(page)
    shot(page, "account-passkey-1024")
    page.click("#passkey")
    page.wait_for_url("**/recovery-codes/")
    faults += axe(page)
    shot(page, "account-codes-1024")
    assert Authenticator.objects.filter(user=cast.gerda.user, type="webauthn").count() == 1

    page.goto("/account/")
    faults += axe(page)
    shot(page, "account-1024")
    page.set_viewport_size({"width": 390, "height": 844})
    shot(page, "account-390")

    sign_out(page)
    assert faults == []
    lets_in_alone(page, shot)
    is_a_second_step_too(page, devtools, key)


def lets_in_alone(page: Page, shot: Shot) -> None:
    page.goto("/account/login/")
    shot(page, "account-login-390")
    page.click("#passkey")
    page.wait_for_url("**/units/")
    sign_out(page)


def is_a_second_step_too(page: Page, devtools: CDPSession, key: str) -> None:
    """After the password; and when the passkey is gone, the page says that it did not work."""
    page.goto("/account/login/")
    page.fill("[name=login]", "gerda")
    page.fill("[name=password]", PASSWORD)
    page.click("main button.primary")
    page.wait_for_url("**/second-factor/code/")
    devtools.send("WebAuthn.removeCredential", {"authenticatorId": key, "credentialId": kept_by(devtools, key)})
    page.click("#passkey")
    page.wait_for_selector("[data-passkey-trouble]:not([hidden])")


def kept_by(devtools: CDPSession, key: str) -> str:
    """Return the id of the one credential that the authenticator holds."""
    held: dict[str, Any] = devtools.send("WebAuthn.getCredentials", {"authenticatorId": key})
    [credential] = held["credentials"]
    return str(credential["credentialId"])


def test_a_relative_comes_in_by_link_and_letter_and_then_by_passkey(
    cast: Cast, screen: Callable[..., Page], axe: Axe, shot: Shot
) -> None:
    letter = letter_for_bram(cast)
    page = screen(390, 844)
    authenticator(page)
    page.goto(mailed_link(Browser()))
    page.fill("[name=code]", letter.code)
    page.click("main button.primary")
    page.wait_for_url("**/near/people/*/")
    shot(page, "near-person-390")
    faults = axe(page)
    page.click("a[href$='/near/passkey/']")
    faults += axe(page)
    shot(page, "near-passkey-390")
    page.click("#passkey")
    page.wait_for_url("**/near/people/*/")
    page.click("form.account button")
    page.goto("/near/")
    page.click("a[href$='/account/login/']")
    page.click("#passkey")
    page.wait_for_url("**/near/people/*/")
    assert faults == []
