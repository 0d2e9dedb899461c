"""Every page that the role table knows, as whoever may open it: in Dutch at 200 %, and in English on a phone."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Error, Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Axe
from tests.cast import build_cast
from tests.clientvoice.role_table import ROWS, WHO, Row, give_eva_every_role
from tests.clientvoice.test_role_table import browser_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Look(NamedTuple):
    """A language and the size of a window."""

    language: str
    width: int
    height: int


LOOKS = [
    pytest.param(Look("nl", 512, 384), id="at 200 %"),
    pytest.param(Look("en", 390, 844), id="phone", marks=pytest.mark.proof),
]
"""A tablet of 1024 by 768 at 200 %, and a phone, which takes its time among the proofs."""
OF_THE_CLIENT = {"supportplans:client-feedback", "organisations:who-looked"}
"""Speaks the client's language, whatever staff chose."""
SAME_ELSEWHERE = {"foreign", "of a unit above"}
"""Notes of rows about a page that another row opens: only who may see it differs."""
NO_PAGES = {
    "api-docs",
    "organisations:picture",
    "profiles:photo",
    "surveys:given-media",
    "organisations:trace-download",
    "organisations:certificate-data",
    "organisations:person-export-fetch",
}
"""Documentation drawn by Swagger's own script, whose accessibility is theirs; and pictures and voices by themselves."""
SMALLER_THAN_A_FINGER = """() => [...document.querySelectorAll("main a.btn, main button")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 44).map(one => one.outerHTML)"""

COUNT_STOPS = """() => {
    const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")];
    const seen = stops.filter(one => one.checkVisibility() && !one.disabled && one.tabIndex >= 0);
    return new Set(seen.map(one => one.type === "radio" ? one.name : one)).size;
}"""
NOTE_STOPS = """() => {
    window.came = new Set();
    addEventListener("focusin", event => came.add(event.target.type === "radio" ? event.target.name : event.target));
}"""


def is_page(row: Row) -> bool:
    """Return whether somebody sees an HTML page at this address."""
    api = row.name.startswith(("api-", "health-", "surveys-api:", "reports-api:"))
    shown = "200" in row.get.split() and row.note not in SAME_ELSEWHERE
    return shown and not api and not row.name.endswith("-template") and row.name not in NO_PAGES


PAGES = [row for row in ROWS if is_page(row)]


@pytest.fixture(scope="module", params=LOOKS)
def look(request: pytest.FixtureRequest) -> Look:
    """How the pages are looked at."""
    found: Look = request.param
    return found


@pytest.fixture(scope="module")
def window(look: Look, browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A window of that look, kept over the pages: a new one for each would fetch every style and script anew."""
    options = {"base_url": live_server.url, "locale": look.language, "reduced_motion": "reduce"}
    context = browser.new_context(viewport={"width": look.width, "height": look.height}, **options)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(window: Page) -> Iterator[Page]:
    """The window as somebody finds it who was not here before. An error in a page fails the test."""
    errors: list[Error] = []

    def note(error: Error) -> None:  # Playwright marks what it calls, which a method of a list does not allow
        errors.append(error)

    window.context.clear_cookies()
    window.on("pageerror", note)
    yield window
    window.remove_listener("pageerror", note)
    window.goto("about:blank")  # nothing of it asks for more while the database is emptied
    assert errors == []


@pytest.mark.parametrize("row", PAGES, ids=str)
def test_it_fits_and_is_accessible(row: Row, look: Look, live_server: LiveServer, page: Page, axe: Axe) -> None:
    cast = build_cast()
    give_eva_every_role(cast)
    visitor = browser_of(WHO[row.get.split().index("200")], cast)
    spoken = cookie(settings.LANGUAGE_COOKIE_NAME, look.language, live_server)
    page.context.add_cookies([spoken, *session(visitor, live_server)])
    response = page.goto(reverse(row.name, kwargs=dict(row.kwargs(cast))))
    assert response is not None
    assert response.status == 200
    assert page.locator("html").get_attribute("lang") == (look.language if row.name not in OF_THE_CLIENT else "nl")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(SMALLER_THAN_A_FINGER) == []
    assert every_control_is_reached(page)


def cookie(name: str, value: str, site: LiveServer) -> dict[str, str]:
    """Return a cookie of the site as a browser takes it."""
    return {"name": name, "value": value, "url": site.url}


def session(visitor: Client, site: LiveServer) -> list[dict[str, str]]:
    """Return the sign-in of a visitor, if there is one."""
    held = visitor.cookies.get(settings.SESSION_COOKIE_NAME)
    return [cookie(settings.SESSION_COOKIE_NAME, held.value, site)] if held else []


def every_control_is_reached(page: Page) -> bool:
    """Return whether Tab comes by every link, button and field that is seen; a group of radios is one stop."""
    wanted = page.evaluate(COUNT_STOPS)
    page.evaluate(NOTE_STOPS)
    page.locator("body").press("Tab")
    for _step in range(wanted):
        page.keyboard.press("Tab")
    for _step in range(wanted * 3):  # a date has stops of its own
        if page.evaluate("came.size") >= wanted:
            return True
        page.keyboard.press("Tab")
    return False
