"""Somebody before an answering page in a real browser: taps, types and waits as a person would."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from organisations.models import Client
from organisations.tablet_cookies import SHARED
from surveys.access import COOKIE
from surveys.choices import Audience
from tests.surveys.asking import Sitting, sitting

A_CALM_MOMENT_MS = 450
"""Longer than the time in which a second tap does not count."""


@dataclass(frozen=True)
class Seat:
    """A page with an answering session in it."""

    page: Page
    sitting: Sitting

    def go(self, address: str) -> None:
        """Open an address."""
        self.page.goto(address)

    def say(self, choice: str) -> None:
        """Tap one of two equal buttons."""
        self.page.click(f"button[value={choice}]")
        self.page.wait_for_load_state()

    def question(self) -> str:
        """The key of the question that is shown."""
        return self.page.locator(".now").get_attribute("data-question") or ""

    def choose(self, value: str) -> None:
        """Tap an answer by its value."""
        self.wait()
        self.page.locator(f".now .opt:has(input[value='{value}'])").click()

    def next(self) -> None:
        """Tap "Verder", and go on after a rest if one is offered."""
        self.wait()
        self.page.click("[data-next]")
        go_on_after_rest(self.page)

    def write(self, words: str) -> None:
        """Type an answer in one's own words."""
        self.page.locator(".now textarea").fill(words)

    def wait(self) -> None:
        """Let a moment pass between two taps."""
        self.page.wait_for_timeout(A_CALM_MOMENT_MS)

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds on the page or in the database; the policy forbids the browser its own way."""
        for _try in range(100):
            if holds():
                return
            self.page.wait_for_timeout(50)
        pytest.fail("This did not come true within five seconds.")

    def answer_until(self, kind: str) -> None:
        """Answer every question by keyboard, until one of this type is shown."""
        while self.page.locator(".now").get_attribute("data-type") != kind:
            self.answer()

    def answer_all(self) -> None:
        """Answer every question by keyboard, up to the overview."""
        while self.page.locator(".now[data-overview]").count() == 0:
            self.answer()

    def answer(self) -> None:
        """Answer the question that is shown: the first answer, or a few words; then go on."""
        box = self.page.locator(".now textarea")
        if box.count():
            box.fill("In mijn eigen woorden.")
            self.page.locator("[data-next]").press("Enter")
        else:
            self.page.keyboard.press("1")
            self.page.keyboard.press("Enter")
        go_on_after_rest(self.page)


def go_on_after_rest(page: Page) -> None:
    """Say that one wants to go on now, where a rest is offered between two parts."""
    rest = page.locator("[data-over=rest]:not([hidden]) [data-after-rest]")
    if rest.count():
        rest.press("Enter")


def take_seat(
    page: Page, site: LiveServer, client: Client, audience: Audience = Audience.CLIENT, *, shared: bool = False
) -> Seat:
    """Open an answering session and put its cookie into the browser; `shared` as after a hand-over on a tablet."""
    held = sitting(client, audience)
    page.context.add_cookies([{"name": COOKIE, "value": f"{held.session.id}.{held.secret}", "url": site.url}])
    if shared:
        page.context.add_cookies([{"name": SHARED, "value": "1", "url": site.url}])
    return Seat(page, held)
