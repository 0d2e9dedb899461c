"""Published results in a real browser: nothing for axe to find, nothing beside the screen, all of it by keyboard."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Axe, Shot
from tests.cast import Cast, build_cast
from tests.reports.published import Published, publish_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = [(1024, 768), (390, 844), (512, 384)]
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def cast() -> Cast:
    return build_cast()


@pytest.fixture
def published(cast: Cast) -> Published:
    return publish_for(cast)


@pytest.fixture
def open_as_farid(
    cast: Cast, live_server: LiveServer, screen: Callable[..., Page], client: Browser
) -> Callable[..., Page]:
    """A function that opens a screen on which Farid is signed in."""

    def open_screen(width: int, height: int, **options: str) -> Page:
        client.force_login(cast.farid.user)
        page = screen(width, height, **options)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return open_screen


@pytest.mark.proof  # beside `test_every_page`, which opens each of them in a plain run
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_page_fits_and_is_accessible(
    cast: Cast, published: Published, open_as_farid: Callable[..., Page], axe: Axe, shot: Shot, width: int, height: int
) -> None:
    page = open_as_farid(width, height)
    address = f"/results/{published.round.id}/"
    units = {"provider": "", "location": f"?unit={cast.location.pk}", "large": f"?unit={published.large.pk}"}
    units |= {"small": f"?unit={published.small.pk}", "nobody": f"?unit={cast.team.pk}"}
    for name, unit in units.items():
        page.goto(address + unit)
        shot(page, f"results-{name}-{width}")
        assert axe(page) == []
        assert page.evaluate(OVERFLOW) <= 0
    page.goto("/results/")
    shot(page, f"results-list-{width}")
    assert axe(page) == []


def test_another_unit_is_chosen_with_the_keyboard(published: Published, open_as_farid: Callable[..., Page]) -> None:
    page = open_as_farid(1024, 768)
    page.goto(f"/results/{published.round.id}/")
    page.focus("#unit")
    page.keyboard.type("De Popu")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("De Populier")


def test_results_read_in_english_too(published: Published, open_as_farid: Callable[..., Page]) -> None:
    page = open_as_farid(1024, 768, locale="en-GB")
    page.goto(f"/results/{published.round.id}/")
    expect(page.locator("body")).to_contain_text("What we never show")
