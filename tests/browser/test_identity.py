"""An administrator signs in at the own organisation, gives what it says a role, and makes a token."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from organisations.choices import Role
from organisations.models import UnknownClaim
from tests.browser.conftest import Axe, Shot
from tests.cast import Cast
from tests.organisations.identity.conftest import (  # noqa: F401 -- the fixtures of the provider
    Outside,
    _process,
    configure,
    mapped,
    outside,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("configure")]
Look = Callable[[Page, str], None]


@pytest.fixture
def look(axe: Axe, shot: Shot) -> Look:
    """Return a function that judges a page and keeps a picture of it, on a tablet and on a phone."""

    def judge(page: Page, name: str) -> None:
        assert axe(page) == []
        for width, height in ((390, 844), (1024, 768)):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
            shot(page, f"identity-{name}-{width}")

    return judge


@pytest.fixture
def page(
    cast: Cast,
    screen: Callable[..., Page],
    live_server: LiveServer,
    settings: Settings,
    mapped: Callable[..., object],  # noqa: F811 -- pytest's way of asking for it
) -> Page:
    settings.BASE_URL = live_server.url
    mapped("beheer", Role.ADMINISTRATOR, cast.provider)
    return screen(1024, 768)


def test_from_the_button_to_a_token(cast: Cast, page: Page, outside: Outside, look: Look) -> None:  # noqa: F811 -- same
    sign_in(page, outside, look)
    give_a_role(page, cast, look)
    make_a_token(page, cast, look)


def sign_in(page: Page, outside: Outside, look: Look) -> None:  # noqa: F811 -- no fixture here
    page.goto("/account/login/")
    look(page, "sign-in")
    outside.control(person={"roles": ["receptie"]})
    page.get_by_role("link", name="De Hof").click()
    expect(page.locator("main a.primary")).to_be_visible()
    look(page, "no-role")
    outside.control(person={"roles": ["beheer", "grp-teamleiders"]})
    page.locator("main a.primary").click()
    page.wait_for_url(lambda url: "/account/" not in url)


def give_a_role(page: Page, cast: Cast, look: Look) -> None:
    page.goto("/sign-in-roles/")
    look(page, "roles")
    page.locator(f'a[href$="?seen={UnknownClaim.objects.get(value="grp-teamleiders").pk}"]').click()
    page.locator("#id_role").select_option("team_leader")
    page.locator("#id_unit").select_option(str(cast.location.pk))
    look(page, "claim-add")
    page.locator("main form button.primary").click()
    expect(page.locator(".message")).to_be_visible()
    page.locator('main a[href$="/remove/"]').first.click()
    look(page, "claim-remove")


def make_a_token(page: Page, cast: Cast, look: Look) -> None:
    page.goto("/tokens/add/")
    page.locator("#id_name").fill("Dashboard kwaliteit")
    page.locator('input[value="publication:read"]').check()
    page.locator("#id_unit").select_option(str(cast.provider.pk))
    look(page, "token-add")
    page.locator("main form button.primary").click()
    expect(page.locator("code.secret")).to_contain_text("cv_")
    look(page, "token-made")
    page.locator("main a.primary").click()
    look(page, "tokens")
    page.locator('main a[href$="/revoke/"]').click()
    look(page, "token-revoke")
