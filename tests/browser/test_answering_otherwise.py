"""Answering otherwise than by tapping a face: by ear, with a drawing, with a voice."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from organisations.files import content_of
from organisations.models import AnsweringProfile
from surveys.models import Draft, MediaItem, Submission
from tests.browser.conftest import Axe, Shot
from tests.browser.seats import Seat, take_seat
from tests.browser.test_answering import FORM, VOICE
from tests.cast import Cast
from tests.surveys.asking import open_test_round
from tests.surveys.showing import open_showing

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def heard(page: Page) -> list[str]:
    """Return what was read aloud so far, and forget it."""
    said: list[str] = page.evaluate("window.said.splice(0)")
    return [words.removesuffix(" *") for words in said]


def checked(page: Page) -> list[str]:
    found: list[str] = page.evaluate("[...document.querySelectorAll('.now input:checked')].map((input) => input.value)")
    return found


def tap(seat: Seat, value: str) -> None:
    seat.wait()
    seat.page.locator(f".now .stop:has(input[value='{value}'])").click()


def test_by_ear_an_answer_is_heard_before_it_is_chosen(
    tablet: Page, live_server: LiveServer, cast: Cast, axe: Axe, shot: Shot
) -> None:
    AnsweringProfile.objects.update_or_create(client=cast.anna, defaults={"style": "sound"})
    open_test_round(cast.provider)
    tablet.add_init_script(VOICE)
    seat = take_seat(tablet, live_server, cast.anna, shared=True)
    seat.go(FORM)
    seat.until(lambda: tablet.evaluate("window.said.at(-1)?.startsWith('Wil ik niet zeggen')"))
    words = heard(tablet)
    assert words.index("Heel slecht") < words.index("Heel goed") < words.index("Weet ik niet")

    tap(seat, "n:4")
    seat.until(lambda: tablet.evaluate("window.said.length > 0"))
    assert (heard(tablet), checked(tablet)) == (["Goed"], [])
    tap(seat, "n:4")
    assert checked(tablet) == ["n:4"]
    seat.until(lambda: "Goed" in "".join(tablet.evaluate("window.said")))
    assert axe(tablet) == []
    shot(tablet, "styles-sound-chosen")

    tap(seat, "n:2")
    assert checked(tablet) == ["n:4"]
    seat.wait()
    tablet.click("[data-this]")
    assert checked(tablet) == ["n:2"]
    heard(tablet)
    tablet.keyboard.press("Shift+Tab")
    tablet.locator(".now .stop input").nth(4).focus()
    seat.until(lambda: "Heel goed" in "".join(tablet.evaluate("window.said")))
    tablet.keyboard.press("Space")
    assert checked(tablet) == ["n:5"]
    seat.next()
    seat.until(lambda: any(draft.answers.get("kamer") == {"value": 5} for draft in Draft.objects.all()))


def shown_something(page: Page, site: LiveServer, cast: Cast) -> Seat:
    """Return a seat before the question that asks for something to see or hear."""
    open_showing(cast.provider)
    seat = take_seat(page, site, cast.anna)
    seat.go(FORM)
    seat.choose("d:rather_not")
    seat.next()
    return seat


def press(seat: Seat, button: str) -> None:
    seat.wait()
    seat.page.locator(f".now [{button}]:visible").click()


def test_a_voice_is_kept_after_a_yes_and_gone_at_once(
    tablet: Page, live_server: LiveServer, cast: Cast, axe: Axe
) -> None:
    seat = shown_something(tablet, live_server, cast)
    press(seat, "data-record")
    tablet.wait_for_timeout(1_200)
    press(seat, "data-stop")
    expect(tablet.locator("[data-heard]")).to_be_visible()
    assert MediaItem.objects.count() == 0
    press(seat, "data-keep")
    seat.until(lambda: MediaItem.objects.filter(kind="voice").exists())
    expect(tablet.locator(".now [data-when=kept] [data-away]")).to_be_visible()
    assert axe(tablet) == []
    press(seat, "data-away")
    seat.until(lambda: MediaItem.objects.count() == 0)


def test_a_drawing_goes_along_with_the_answers(
    tablet: Page, live_server: LiveServer, cast: Cast, axe: Axe, shot: Shot
) -> None:
    seat = shown_something(tablet, live_server, cast)
    press(seat, "data-draw")
    box = tablet.locator("canvas").bounding_box()
    assert box
    tablet.mouse.move(box["x"] + 60, box["y"] + 60)
    tablet.mouse.down()
    tablet.mouse.move(box["x"] + 240, box["y"] + 160, steps=6)
    tablet.mouse.up()
    shot(tablet, "styles-drawing")
    assert axe(tablet) == []
    press(seat, "data-drawn")
    press(seat, "data-keep")
    seat.until(lambda: MediaItem.objects.filter(kind="drawing").exists())
    assert content_of(MediaItem.objects.get().file, sealed=True)[8:12] == b"WEBP"
    seat.next()
    seat.choose("alone")
    seat.next()
    seat.wait()
    tablet.click("[data-send-all]")
    tablet.wait_for_url("**/answer/done/")
    item, sent = MediaItem.objects.get(), Submission.objects.get()
    assert (item.submission, sent.answers["laat-zien"]) == (sent, {"value": {"media": str(item.pk)}})
