"""The pages of clients in a real browser: nothing for axe to find, nothing beside the screen, all of it by keyboard."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from organisations.clock import now
from supportplans.models import Agreement, Feedback, Wish
from tests.browser.conftest import Axe
from tests.cast import Cast, build_cast
from tests.supportplans.story import answered, invitation_of, opened_round
from workers.jobs.after_submission import after_submission

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = [(1024, 768), (390, 844), (512, 384)]
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def story() -> Cast:
    """Anna wants something else where she lives; Noor is still to be asked."""
    cast = build_cast()
    submission_id = answered(invitation_of(opened_round(cast.provider), cast.anna), {"wonen": "change"}, at=now())
    after_submission(submission_id=str(submission_id))
    return cast


@pytest.fixture
def open_as_carla(
    story: Cast, live_server: LiveServer, screen: Callable[..., Page], client: Browser
) -> Callable[..., Page]:
    """A function that opens a screen on which Carla is signed in."""

    def open_screen(width: int, height: int) -> Page:
        client.force_login(story.carla.user)
        page = screen(width, height)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return open_screen


@pytest.mark.proof  # beside `test_every_page`, which opens each of them in a plain run
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_page_fits_and_is_accessible(
    story: Cast, open_as_carla: Callable[..., Page], axe: Axe, width: int, height: int
) -> None:
    wish = Wish.objects.get()
    page = open_as_carla(width, height)
    for address in (
        "/clients/",
        f"/clients/{story.anna.pk}/",
        f"/clients/{story.noor.pk}/",
        f"/clients/{story.anna.pk}/feedback/",
        f"/wishes/{wish.pk}/agreement/",
        f"/wishes/{wish.pk}/people/",
    ):
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate(OVERFLOW) <= 0, address


def test_an_agreement_is_made_and_told_back_by_keyboard(story: Cast, open_as_carla: Callable[..., Page]) -> None:
    page = open_as_carla(1024, 768)
    page.goto(f"/wishes/{Wish.objects.get().pk}/agreement/")
    page.focus("[name=what]")
    page.keyboard.type("Anna gaat kijken bij het asiel.")
    page.focus("main form .btn.primary")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/clients/{story.anna.pk}/")
    assert Agreement.objects.get().what == "Anna gaat kijken bij het asiel."
    page.goto(f"/clients/{story.anna.pk}/feedback/")
    page.focus("[name=reply][value=yes]")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=reply][value=yes][aria-pressed=true]")
    assert Feedback.objects.get().reply == "yes"
