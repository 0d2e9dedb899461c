"""Every screen of the answering pages, in the sizes people use: fine by axe, nothing too small, nothing cut off."""

from collections.abc import Callable

import pytest
from django.test import override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from organisations.models import AnsweringProfile
from surveys.choices import Audience
from tests.browser.conftest import Axe, Shot
from tests.browser.seats import Seat, take_seat
from tests.cast import Cast
from tests.surveys.asking import open_test_round

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ZOOMED = pytest.param((512, 384), marks=pytest.mark.proof)
NARROWEST = pytest.param((320, 640), marks=pytest.mark.proof)
PHONE = pytest.param((390, 844), marks=pytest.mark.proof)
"""Among the proofs stand the tablet at 200 % zoom, the narrowest screen of WCAG's reflow, and a client on a phone."""

SMALL_TARGETS = """() => [...document.querySelectorAll("button, .btn, .opt, summary, .field input, select, textarea")]
  .filter((element) => element.checkVisibility())
  .map((element) => [element.getBoundingClientRect(), element.outerHTML.slice(0, 120)])
  .filter(([box]) => box.height < 60 || box.width < 52)
  .map(([, html]) => html)"""
"""Anything a client may tap that is lower than 60 CSS pixels, or narrower than a tile of the mark at 320."""

TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def in_order(page: Page, name: str, axe: Axe, shot: Shot) -> None:
    """Judge the screen that is shown."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    shot(page, f"{name}-{width}")
    assert axe(page) == []
    assert page.evaluate(TOO_WIDE) <= 0, "the page is wider than the screen"
    assert page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("size", [(1024, 768), PHONE, ZOOMED, NARROWEST], ids=str)
def test_every_screen_of_a_client(
    screen: Callable[..., Page], live_server: LiveServer, cast: Cast, axe: Axe, shot: Shot, size: tuple[int, int]
) -> None:
    open_test_round(cast.provider)
    page = screen(*size)
    seat = take_seat(page, live_server, cast.anna, shared=True)

    seat.go("/tablet/hello/")
    in_order(page, "hello", axe, shot)
    seat.say("yes")
    in_order(page, "start", axe, shot)
    seat.say("yes")
    in_order(page, "scale", axe, shot)
    seat.answer_until("change")
    in_order(page, "change", axe, shot)
    seat.choose("s:change")
    seat.next()
    in_order(page, "text", axe, shot)
    seat.answer_until("choice")
    in_order(page, "choice", axe, shot)
    seat.choose("s:ja")
    seat.next()
    in_order(page, "helped", axe, shot)
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-over=paused]:not([hidden])")
    in_order(page, "pause", axe, shot)
    page.click("[data-resume]")
    seat.choose("alone")
    seat.next()
    in_order(page, "overview", axe, shot)
    page.click("[data-send-all]")
    page.wait_for_url("**/answer/done/")
    page.click("summary")
    in_order(page, "done", axe, shot)


@pytest.mark.parametrize("size", [(390, 844), ZOOMED, NARROWEST], ids=str)
def test_every_screen_of_a_parent(
    screen: Callable[..., Page], live_server: LiveServer, cast: Cast, axe: Axe, shot: Shot, size: tuple[int, int]
) -> None:
    open_test_round(cast.provider)
    page = screen(*size)
    page.goto("/answer/#K7QF-M2XW-9AB")
    in_order(page, "code", axe, shot)
    seat = take_seat(page, live_server, cast.anna, Audience.RELATIVE)
    seat.go("/answer/start/")
    in_order(page, "parent-start", axe, shot)
    seat.say("yes")
    in_order(page, "parent-mark", axe, shot)
    seat.choose("n:8")
    seat.next()
    in_order(page, "parent-text", axe, shot)


@pytest.mark.parametrize("size", [(1024, 768), NARROWEST], ids=str)
def test_the_plain_form(
    screen: Callable[..., Page], live_server: LiveServer, cast: Cast, axe: Axe, shot: Shot, size: tuple[int, int]
) -> None:
    open_test_round(cast.provider)
    page = screen(*size)
    seat = take_seat(page, live_server, cast.anna)
    page.route("**/built/answering.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    seat.go("/answer/form/")
    page.click("[data-send-all]")
    page.wait_for_selector(".faults")
    in_order(page, "plain-faults", axe, shot)


@pytest.mark.parametrize("size", [(390, 844)], ids=str)
def test_stopping_and_preferring_not_to(
    screen: Callable[..., Page], live_server: LiveServer, cast: Cast, axe: Axe, shot: Shot, size: tuple[int, int]
) -> None:
    open_test_round(cast.provider)
    page = screen(*size)
    seat = take_seat(page, live_server, cast.noor)
    seat.go("/answer/pause/")
    in_order(page, "pause-plain", axe, shot)
    seat.go("/answer/stop/")
    in_order(page, "stop", axe, shot)
    seat.go("/answer/start/")
    seat.say("no")
    in_order(page, "preferred-not", axe, shot)


@pytest.mark.parametrize(
    ("name", "profile", "size"),
    [
        ("words", {"style": "words"}, (1024, 768)),
        pytest.param("words", {"style": "words"}, (390, 844), marks=pytest.mark.proof),
        ("no-pictures", {"symbols": False}, (390, 844)),
        pytest.param("large", {"text_size": 125}, (1024, 768), marks=pytest.mark.proof),
        pytest.param("largest", {"text_size": 150}, (1024, 768), marks=pytest.mark.proof),
        ("largest", {"text_size": 150}, (320, 640)),
        ("plain", {"level": "b1"}, (1024, 690)),
    ],
)
def test_ways_of_answering(
    screen: Callable[..., Page],
    live_server: LiveServer,
    cast: Cast,
    axe: Axe,
    shot: Shot,
    size: tuple[int, int],
    name: str,
    profile: dict[str, object],
) -> None:
    AnsweringProfile.objects.update_or_create(client=cast.anna, defaults=profile)
    open_test_round(cast.provider)
    page = screen(*size)
    seat = take_seat(page, live_server, cast.anna)
    seat.go("/answer/form/")
    in_order(page, f"scale-{name}", axe, shot)
    seat.answer_until("change")
    in_order(page, f"change-{name}", axe, shot)


@override_settings(LANGUAGES_BIDI=["nl"])
@pytest.mark.parametrize("size", [(1024, 768), PHONE], ids=str)
def test_from_right_to_left(
    screen: Callable[..., Page], live_server: LiveServer, cast: Cast, axe: Axe, shot: Shot, size: tuple[int, int]
) -> None:
    open_test_round(cast.provider)
    page = screen(*size)
    seat: Seat = take_seat(page, live_server, cast.anna)
    seat.go("/answer/form/")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    seat.choose("n:4")
    in_order(page, "rtl-scale", axe, shot)


@pytest.mark.parametrize("colours", [{"forced_colors": "active"}, {"color_scheme": "dark"}], ids=str)
def test_forced_and_dark_colours(
    screen: Callable[..., Page], live_server: LiveServer, cast: Cast, axe: Axe, shot: Shot, colours: dict[str, str]
) -> None:
    open_test_round(cast.provider)
    page = screen(1024, 768, **colours)
    seat = take_seat(page, live_server, cast.anna)
    seat.go("/answer/form/")
    seat.choose("n:2")
    shot(page, f"colours-{'-'.join(colours.values())}")
    assert axe(page) == []
