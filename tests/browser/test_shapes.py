"""Answers of every shape on a tablet: what excludes what, a rest between two sittings, and what is read back."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from surveys.models import Draft, Submission
from tests.browser.seats import Seat, take_seat
from tests.cast import Cast
from tests.supportplans.rows import wanted_goal
from tests.surveys.all_shapes import open_shapes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FORM = "/answer/form/"
DONT_KNOW = "d:dont_know"


@pytest.fixture
def seat(tablet: Page, live_server: LiveServer, cast: Cast) -> Seat:
    """Anna, with two goals, before the menu of subjects; the question before it is answered."""
    wanted_goal(cast.anna)
    wanted_goal(cast.anna, "Leren fietsen")
    open_shapes(cast.provider)
    taken = take_seat(tablet, live_server, cast.anna, shared=True)
    taken.go(FORM)
    taken.choose("n:3")
    taken.next()
    return taken


def checked(page: Page) -> list[str]:
    """Return the values that are chosen on the screen."""
    return [one.get_attribute("value") or "" for one in page.locator(".now input:checked").all()]


def rest(seat: Seat) -> None:
    """Choose money beside work, tell about work, and come to the rest after the first part."""
    seat.choose("s:geld")
    seat.next()
    seat.write("Ik maak stoelen.")
    seat.wait()
    seat.page.click("[data-next]")
    expect(seat.page.locator("[data-over=rest] h2")).to_contain_text("1")


def look_at_goals(seat: Seat) -> None:
    """Say that cooking goes very well; of cycling nothing is known, and without that one stays."""
    assert seat.question() == "doelen"
    cooking, cycling = seat.page.locator(".now [data-row]").all()
    seat.wait()
    cooking.locator(".opt").nth(3).click()
    seat.next()
    assert seat.question() == "doelen"
    seat.wait()
    cycling.locator(f"label:has(input[value='{DONT_KNOW}'])").click()
    seat.next()


def agree(seat: Seat) -> None:
    """Say what, who and when. Without who one stays, and a digit in the day chooses no answer."""
    seat.write("Samen naar de markt.")
    seat.next()
    assert seat.question() == "afspraak"
    seat.choose("s:ik")
    day = seat.page.locator(".now input[type=date]")
    day.press("2")
    day.fill("2030-02-01")
    assert checked(seat.page) == ["s:ik"]
    seat.next()


def test_answers_of_every_shape_arrive_and_are_read_back(tablet: Page, seat: Seat) -> None:
    seat.choose("s:niets")
    seat.choose("s:werk")
    assert checked(tablet) == ["s:werk"]
    seat.choose("d:rather_not")
    assert checked(tablet) == ["d:rather_not"]
    seat.choose("s:werk")
    assert checked(tablet) == ["s:werk"]
    rest(seat)
    seat.wait()
    tablet.click("[data-after-rest]")
    expect(tablet.locator(".progress li")).to_have_count(5)
    look_at_goals(seat)
    seat.choose("d:rather_not")
    seat.next()
    agree(seat)
    for choice in ("s:ja", "alone"):
        seat.choose(choice)
        seat.next()
    said = tablet.locator(".said-answer").all_inner_texts()
    assert said[1] == "Mijn werk, Mijn geld"
    assert said[3] == "Zelf koken: Heel goed\nLeren fietsen: Weet ik niet"
    assert said[5] == "Samen naar de markt.\nIk zelf\nvrijdag 1 februari 2030"
    seat.wait()
    tablet.click("[data-send-all]")
    tablet.wait_for_url("**/answer/done/")
    stored = Submission.objects.get().answers
    assert stored["menu"] == {"value": ["werk", "geld"]}
    assert list(stored["doelen"]["value"].values()) == [4]
    assert stored["doel-blijft"] == {"declined": "rather_not"}
    assert stored["afspraak"] == {"value": {"what": "Samen naar de markt.", "who": ["ik"], "when": "2030-02-01"}}


def test_after_a_part_one_may_go_on_another_time(tablet: Page, seat: Seat, cast: Cast, live_server: LiveServer) -> None:
    seat.choose("s:werk")
    rest(seat)
    seat.until(lambda: "werk" in Draft.objects.get().answers)
    seat.wait()
    tablet.click("[data-over=rest] form button")
    tablet.wait_for_url("**/tablet/")
    again = take_seat(tablet, live_server, cast.anna, shared=True)
    again.go(FORM)
    assert again.question() == "doelen"
    expect(tablet.locator("[data-over=rest]")).to_be_hidden()
