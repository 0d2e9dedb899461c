"""A real Chromium against the real site: a tablet, a phone, and axe to judge what they see."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.browser import chromium

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCREENSHOTS = Path(__file__).parents[2] / "var" / "screenshots"

Axe = Callable[[Page], list[str]]
Shot = Callable[[Page, str], None]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    # Playwright's loop runs in this thread; Django would take every query in a test for one from asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = chromium.found() or pytest.fail(chromium.HOW)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=[*chromium.QUIET])
        yield running
        running.close()


@pytest.fixture
def screen(browser: Browser, live_server: LiveServer) -> Iterator[Callable[..., Page]]:
    """A function that opens a page at the size given: `screen(1024, 768)`. An error in a page fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(width: int, height: int, **options: Any) -> Page:
        settings = {"base_url": live_server.url, "locale": "nl-NL", "reduced_motion": "reduce"} | options
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def tablet(screen: Callable[..., Page]) -> Page:
    """A page on a tablet of 1024 by 768."""
    return screen(1024, 768, has_touch=True)


@pytest.fixture
def phone(screen: Callable[..., Page]) -> Page:
    """A page on a phone of 390 by 844."""
    return screen(390, 844, has_touch=True, is_mobile=True)


@pytest.fixture(scope="session")
def axe() -> Axe:
    """A function that gives what axe finds wrong on a page, by the rules of WCAG 2.2 A and AA."""
    if not AXE.exists():
        pytest.fail("axe-core is not installed: run `npm ci`.")
    source = AXE.read_text(encoding="utf-8")

    def violations(page: Page) -> list[str]:
        # Through the debugger, because the site's own policy rightly forbids a foreign script.
        page.evaluate(source)
        rules = {"runOnly": {"type": "tag", "values": WCAG}}
        found = page.evaluate("rules => axe.run(document, rules)", rules)
        return [f"{rule['id']}: {node['html']}" for rule in found["violations"] for node in rule["nodes"]]

    return violations


@pytest.fixture(scope="session")
def shot() -> Shot:
    """A function that keeps a picture of the whole page under `var/screenshots/`."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def keep(page: Page, name: str) -> None:
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return keep
