"""Answering on a tablet and on a phone, as it is lived: taps, keys, a network that fails, somebody who walks away."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Response, Route, expect
from pytest_django.live_server_helper import LiveServer

from organisations.models import AnsweringProfile
from surveys.choices import Audience, Outcome
from surveys.models import Draft, Submission
from surveys.operations.codes import issue_code
from tests.browser.seats import take_seat
from tests.cast import Cast
from tests.surveys.asking import AT, invitation_of, open_test_round

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FORM = "/answer/form/"
SENT = "**/answering/submissions"
MOST_BYTES = 120_000
MOST_REQUESTS = 12

VOICE = """
window.said = [];
Object.defineProperty(window, "speechSynthesis", { value: Object.assign(new EventTarget(), {
  getVoices: () => [{ lang: "nl-NL", name: "Stem" }],
  cancel() {},
  speak(words) {
    window.said.push(words.text.trim() + (document.querySelector(".heard") ? " *" : ""));
    setTimeout(() => words.onend(), 5);
  },
}) });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
"""A voice for a browser without one: it notes what it would say, with a star when the sentence is marked meanwhile."""


def test_answers_arrive_as_they_were_tapped(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat = take_seat(tablet, live_server, cast.anna, shared=True)
    seat.go(FORM)
    seat.choose("n:4")
    seat.next()
    seat.choose("d:rather_not")
    seat.next()
    seat.answer_all()
    seat.wait()
    tablet.click("[data-send-all]")
    tablet.wait_for_url("**/answer/done/")
    stored = Submission.objects.get()
    assert stored.answers["kamer"] == {"value": 4}
    assert stored.answers["huisgenoten"] == {"declined": "rather_not"}
    assert stored.order_shown[:3] == ["kamer", "huisgenoten", "eten"]
    assert invitation_of(cast.anna).outcome == Outcome.COMPLETE


def test_afterwards_nothing_is_left_on_the_tablet(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat = take_seat(tablet, live_server, cast.anna, shared=True)
    seat.go("/answer/start/")
    seat.say("yes")
    seat.answer_all()
    seat.wait()
    tablet.click("[data-send-all]")
    tablet.wait_for_url("**/answer/done/")
    tablet.context.set_offline(offline=True)
    tablet.click("summary")
    expect(tablet.locator("dl")).to_be_visible()
    tablet.context.set_offline(offline=False)
    tablet.click("a[data-away]")
    tablet.wait_for_url("**/tablet/")
    left = tablet.evaluate("""async () => [localStorage.length, sessionStorage.length,
      (await indexedDB.databases()).length, globalThis.caches ? (await caches.keys()).length : 0]""")
    assert left == [0, 0, 0, 0]
    tablet.go_back()
    assert tablet.url.endswith(("/tablet/", "/answer/"))
    assert "Anna" not in tablet.content()
    assert {cookie["name"] for cookie in tablet.context.cookies()} <= {"csrftoken"}


def test_the_page_is_light(screen: Callable[..., Page], live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    page = screen(1024, 768)
    seat = take_seat(page, live_server, cast.anna)
    loaded: list[Response] = []

    def note(response: Response) -> None:
        loaded.append(response)

    page.on("response", note)
    seat.go(FORM)
    page.wait_for_load_state("networkidle")
    assert len(loaded) <= MOST_REQUESTS
    assert loaded[0].header_value("content-encoding") == "gzip"
    # The test server sends static files as they are; the real one sends them compressed.
    assert sum(len(gzip.compress(each.body())) for each in loaded) <= MOST_BYTES


def test_without_an_answer_one_stays_and_is_told_kindly(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat = take_seat(tablet, live_server, cast.anna)
    seat.go(FORM)
    expect(tablet.locator("[data-next]")).to_be_enabled()
    seat.next()
    expect(tablet.locator(".now .nudge")).not_to_be_empty()
    assert seat.question() == "kamer"
    assert tablet.locator("input:checked").count() == 0


def test_trembling_hands_give_one_answer_and_skip_nothing(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat = take_seat(tablet, live_server, cast.anna)
    seat.go(FORM)
    seat.choose("n:3")
    seat.wait()
    tablet.dblclick("[data-next]")
    assert seat.question() == "huisgenoten"
    assert tablet.locator(".now input:checked").count() == 0
    tablet.locator(".now .opt").first.click()
    assert tablet.locator(".now input:checked").count() == 0, "a tap meant for the screen before"


def test_everything_by_keyboard(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat = take_seat(tablet, live_server, cast.anna)
    seat.go(FORM)
    tablet.keyboard.press("4")
    tablet.keyboard.press("Enter")
    tablet.keyboard.press("0")
    expect(tablet.locator(".now input:checked")).to_have_value("d:dont_know")
    tablet.keyboard.press("Enter")
    assert seat.question() == "eten"
    tablet.keyboard.press("Escape")
    expect(tablet.locator("[data-over=paused]")).to_be_visible()
    expect(tablet.locator("#answers")).to_be_hidden()
    tablet.locator("[data-resume]").press("Enter")
    assert seat.question() == "eten"


def test_a_switch_stops_at_every_answer(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    AnsweringProfile.objects.update_or_create(client=cast.anna, defaults={"access_mode": "switch"})
    open_test_round(cast.provider)
    seat = take_seat(tablet, live_server, cast.anna)
    seat.go(FORM)
    stops = []
    for _press in range(7):
        tablet.keyboard.press("Tab")
        stops.append(tablet.evaluate("document.activeElement.value"))
    assert stops == ["n:1", "n:2", "n:3", "n:4", "n:5", "d:dont_know", "d:rather_not"]
    tablet.keyboard.press("Enter")
    tablet.keyboard.press("Shift+Tab")
    tablet.keyboard.press("Enter")
    assert tablet.evaluate("[...document.querySelectorAll('.now input:checked')].map((i) => i.value)") == [
        "d:dont_know"
    ]


def test_a_wish_is_asked_only_after_i_want_something_else(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat = take_seat(tablet, live_server, cast.anna)
    seat.go(FORM)
    seat.answer_until("change")
    seat.choose("s:change")
    seat.next()
    assert seat.question() == "wonen-wens"
    seat.write("Een hond")
    seat.next()
    assert seat.question() == "werk"
    seat.wait()
    tablet.click("[data-back]")
    seat.wait()
    tablet.click("[data-back]")
    seat.choose("s:keep")
    seat.next()
    assert seat.question() == "werk"
    seat.until(lambda: "wonen-wens" not in Draft.objects.get().answers)


def test_each_answer_is_kept_and_found_again(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat = take_seat(tablet, live_server, cast.anna)
    seat.go(FORM)
    seat.choose("n:5")
    seat.next()
    seat.until(Draft.objects.exists)
    assert Draft.objects.get().answers == {"kamer": {"value": 5}}
    tablet.reload()
    assert seat.question() == "huisgenoten"


def test_said_answers_can_be_changed_before_sending(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat = take_seat(tablet, live_server, cast.anna)
    seat.go(FORM)
    seat.answer_all()
    expect(tablet.locator(".said-answer").first).to_have_text("Heel slecht")
    seat.wait()
    tablet.locator(".said button").first.click()
    seat.choose("n:5")
    seat.next()
    expect(tablet.locator(".said-answer").first).to_have_text("Heel goed")


def test_sending_repeats_the_same_until_it_is_acknowledged(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat = take_seat(tablet, live_server, cast.anna)
    seat.go(FORM)
    seat.answer_all()
    bodies: list[dict[str, Any]] = []

    def fail_twice(route: Route) -> None:
        bodies.append(json.loads(route.request.post_data or "{}"))
        if len(bodies) == 1:
            route.abort()
        elif len(bodies) == 2:
            route.fetch()  # it arrives, and the answer is lost on the way
            route.fulfill(status=503, body="")
        else:
            route.continue_()

    tablet.route(SENT, fail_twice)
    seat.wait()
    tablet.click("[data-send-all]")
    expect(tablet.locator("[data-waiting]")).not_to_be_empty()
    tablet.wait_for_url("**/answer/done/")
    assert len(bodies) == 3
    assert bodies[0] == bodies[1] == bodies[2]
    assert Submission.objects.count() == 1


def test_what_the_server_cannot_count_is_said_so(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat = take_seat(tablet, live_server, cast.anna)
    seat.go(FORM)
    seat.answer_all()
    invitation = invitation_of(cast.anna)
    invitation.outcome = Outcome.REFUSED
    invitation.save()
    seat.wait()
    tablet.click("[data-send-all]")
    expect(tablet.locator("[data-over=kept]")).to_be_visible()


def test_a_tablet_that_is_left_alone_asks_who_it_is(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    tablet.clock.install()
    seat = take_seat(tablet, live_server, cast.anna, shared=True)
    seat.go(FORM)
    tablet.keyboard.press("2")
    tablet.clock.fast_forward("05:01")
    tablet.wait_for_url("**/tablet/hello/")
    assert Draft.objects.get().answers == {"kamer": {"value": 2}}
    seat.say("yes")
    assert tablet.url.endswith(FORM)


def test_a_phone_that_is_left_alone_is_covered(phone: Page, live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    phone.clock.install()
    seat = take_seat(phone, live_server, cast.anna)
    seat.go(FORM)
    phone.clock.fast_forward("05:01")
    expect(phone.locator("[data-over=cover]")).to_be_visible()
    expect(phone.locator("#answers")).to_be_hidden()
    phone.clock.run_for(1_000)
    phone.click("[data-uncover]")
    assert seat.question() == "kamer"


def test_reading_aloud_marks_what_is_heard(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    tablet.add_init_script(VOICE)
    seat = take_seat(tablet, live_server, cast.anna)
    seat.go(FORM)
    seat.wait()
    tablet.locator(".now [data-say]").click()
    seat.until(lambda: tablet.evaluate("window.said.length") >= 9)
    said = tablet.evaluate("window.said")
    assert said[:3] == ["Waar ik woon *", "Hoe vind je je kamer? *", "Heel slecht *"]
    assert said[-1] == "Wil ik niet zeggen *" or said[-1] == "I'd rather not say *"


def test_without_a_voice_there_is_no_button(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat = take_seat(tablet, live_server, cast.anna)
    seat.go(FORM)
    expect(tablet.locator(".now [data-say]")).to_be_hidden()


def test_who_likes_it_hears_every_screen(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    AnsweringProfile.objects.update_or_create(client=cast.anna, defaults={"read_aloud": True})
    open_test_round(cast.provider)
    tablet.add_init_script(VOICE)
    seat = take_seat(tablet, live_server, cast.anna)
    seat.go(FORM)
    seat.until(lambda: tablet.evaluate("window.said.length") >= 9)


def test_a_parent_opens_the_letters_code_on_a_phone_once(phone: Page, cast: Cast) -> None:
    open_test_round(cast.provider)
    code = issue_code(invitation_id=invitation_of(cast.anna, Audience.RELATIVE).id, at=AT)
    requested: list[str] = []
    phone.on("request", lambda request: requested.append(request.url))
    phone.goto(f"/answer/#{code}")
    expect(phone.locator("#code")).to_have_value(code)
    assert phone.url.endswith("/answer/")
    phone.click("main button[type=submit]")
    phone.wait_for_url("**/answer/start/")
    phone.click("button[value=yes]")
    phone.wait_for_timeout(400)
    phone.locator(".opt:has(input[value='n:8'])").first.click()
    for _question in range(4):
        phone.wait_for_timeout(450)
        if phone.locator(".now textarea").count():
            phone.locator(".now textarea").fill("Fijne mensen.")
        elif not phone.locator(".now input:checked").count():
            phone.keyboard.press("1")
        phone.click("[data-next]")
    phone.wait_for_timeout(450)
    phone.click("[data-send-all]")
    phone.wait_for_url("**/answer/done/")
    assert Submission.objects.get().answers["cijfer"] == {"value": 8}
    assert not any(code in address for address in requested)
    phone.goto(f"/answer/#{code}")
    phone.click("main button[type=submit]")
    expect(phone.locator("#code-problem")).to_be_visible()


def test_nothing_breaks_the_sites_own_policy(tablet: Page, live_server: LiveServer, cast: Cast) -> None:
    open_test_round(cast.provider)
    complaints: list[str] = []
    missing: list[str] = []

    def note(response: Response) -> None:
        if response.status >= 400:
            missing.append(response.url)

    tablet.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    tablet.on("response", note)
    seat = take_seat(tablet, live_server, cast.anna, shared=True)
    for address in ("/tablet/hello/", "/answer/start/", "/answer/pause/", "/answer/stop/", FORM, "/answer/"):
        seat.go(address)
    assert complaints == []
    assert missing == []


def test_the_plain_form_works_in_a_browser_without_script(
    screen: Callable[..., Page], live_server: LiveServer, cast: Cast
) -> None:
    open_test_round(cast.provider)
    page = screen(390, 844, java_script_enabled=False)
    seat = take_seat(page, live_server, cast.anna)
    seat.go(FORM)
    for question in page.locator("fieldset.question").all():
        if question.locator(".only-if").count() == 0:
            question.locator(".opt").first.click()
    page.click("[data-send-all]")
    page.wait_for_url("**/answer/done/")
    assert invitation_of(cast.anna).outcome == Outcome.COMPLETE


def test_two_people_after_each_other_see_nothing_of_each_other(
    screen: Callable[..., Page], live_server: LiveServer, cast: Cast
) -> None:
    open_test_round(cast.provider)
    page = screen(1024, 768)
    context: BrowserContext = page.context
    first = take_seat(page, live_server, cast.anna, shared=True)
    first.go(FORM)
    first.choose("n:2")
    first.next()
    page.keyboard.press("Escape")
    first.wait()
    page.locator("[data-over=paused] button[value=today]").click()
    page.wait_for_url("**/tablet/")
    second = take_seat(page, live_server, cast.noor, shared=True)
    second.go("/tablet/hello/")
    second.say("yes")
    assert "Anna" not in page.content()
    second.say("yes")
    assert page.locator("input:checked").count() == 0
    assert len(context.pages) == 1
