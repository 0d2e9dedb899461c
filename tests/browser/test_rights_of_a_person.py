"""Who looked, putting right and removing, as people go it: by the pages, with a second step, up to the certificate."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from organisations.clock import today
from organisations.models import Client
from tests.browser.conftest import Axe, Shot
from tests.browser.test_the_whole_way import sign_in
from tests.cast import Cast
from tests.factories import PASSWORD
from tests.organisations.test_second_factor import code
from tests.removing.stories import build_past
from workers.jobs.remove_data import remove_data

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = [(1024, 768), pytest.param(390, 844, marks=pytest.mark.proof)]
Look = Callable[[Page, str], None]


@pytest.fixture
def looked_at(axe: Axe, shot: Shot) -> Look:
    """A function that keeps a picture of a page and finds nothing wrong with it."""

    def look(page: Page, name: str) -> None:
        shot(page, f"rights-{page.viewport_size['width']}-{name}")
        assert axe(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name

    return look


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_an_app_is_set_up_because_it_is_needed_and_asked_ever_after(
    cast: Cast, screen: Callable[..., Page], looked_at: Look, settings: Settings, width: int, height: int
) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    page = screen(width, height)
    sign_in(page, cast.farid.user.username)
    page.click("a[href$='second-factor/app/']")
    looked_at(page, "app")
    page.click("main details summary")
    secret = page.locator("code.secret").inner_text()
    page.fill("[name=code]", code(secret))
    page.click("main form .primary")
    page.wait_for_url("**/recovery-codes/")
    looked_at(page, "recovery-codes")
    kept = page.locator("main .codes li").first.inner_text().strip()
    page.goto("/account/logout/")
    page.click("main button.primary")

    page.goto("/account/login/")
    page.fill("[name=login]", cast.farid.user.username)
    page.fill("[name=password]", PASSWORD)
    page.click("main form .primary")
    page.wait_for_url("**/second-factor/code/")
    page.fill("[name=code]", "000000")
    page.click("main form .primary")
    looked_at(page, "wrong-code")
    expect(page.locator(".error-summary")).to_be_visible()
    page.fill("[name=code]", kept)
    page.click("main form .primary")
    page.wait_for_url(lambda address: "account" not in address)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_anna_sees_who_looked_is_put_right_and_then_removed(
    cast: Cast, screen: Callable[..., Page], looked_at: Look, settings: Settings, width: int, height: int
) -> None:
    settings.ERASURE_DAYS = 0
    build_past(cast)
    shows_who_looked(screen(width, height), cast, looked_at)
    page = screen(width, height)
    sign_in(page, cast.gerda.user.username)
    finds(page, "Anna")
    puts_right(page, looked_at)
    removes(page, looked_at)
    assert not Client.objects.filter(pk=cast.anna.pk).exists()
    finds(page, "Annabel")
    expect(page.locator("main .notice")).to_be_visible()


def shows_who_looked(page: Page, cast: Cast, looked_at: Look) -> None:
    sign_in(page, cast.carla.user.username)
    page.goto(f"/clients/{cast.anna.pk}/")
    page.goto(f"/clients/{cast.anna.pk}/who-looked/")
    expect(page.locator("main")).to_contain_text("Carla")
    looked_at(page, "who-looked")


def finds(page: Page, name: str) -> None:
    page.goto("/personal-data/")
    page.fill("[name=q]", name)
    page.click("form.search button")


def puts_right(page: Page, looked_at: Look) -> None:
    page.locator("[aria-labelledby=found-title] a").click()
    page.click("a[href$='/correct/']")
    page.fill("[name=first_name]", "Annabel")
    page.check("[name=asked_by][value=client]")
    looked_at(page, "correction")
    page.click("main form .primary")
    history = page.locator("[aria-labelledby=corrections-title]")
    expect(history.locator("del")).to_have_text("Anna")
    expect(history).to_contain_text("Annabel")
    looked_at(page, "corrected")


def removes(page: Page, looked_at: Look) -> None:
    page.click("a[href$='/remove/']")
    page.check("[name=asked_by][value=client]")
    page.check("[name=ground][value=mistake]")
    page.fill("[name=asked_on]", today().isoformat())
    looked_at(page, "removal-asked")
    page.click("main form .primary")
    looked_at(page, "removal-foreseen")
    page.click("[name=do][value=confirm]")
    expect(page.locator("[name=do][value=withdraw]")).to_be_visible()
    looked_at(page, "removal-confirmed")
    remove_data()
    page.reload()
    looked_at(page, "removed")
    expect(page.locator("main")).not_to_contain_text("Annabel")
