"""The whole way once, as people go it: asked, answered, agreed, told back, counted. Real parts all along."""

from collections.abc import Callable, Iterator
from time import monotonic, sleep
from typing import Any

import pytest
from celery.contrib.testing.worker import start_worker
from playwright.sync_api import Page, expect

from clientvoice.celery import app
from organisations.models import Client
from supportplans.models import ChangeFlag
from surveys.choices import Audience, Outcome
from surveys.models import Invitation, Submission
from tests.browser.conftest import Axe, Shot
from tests.browser.seats import A_CALM_MOMENT_MS, go_on_after_rest
from tests.browser.story import PIN, Story, build_story
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WISH = "Ik wil een hond in huis."
AGREED = "We gaan samen naar het asiel."
Look = Callable[[Page, str], None]


@pytest.fixture
def story() -> Story:
    """The place where it happens."""
    return build_story()


@pytest.fixture
def worker() -> Iterator[None]:
    """A real worker on the real broker, for what follows an answer."""
    app.loader.import_default_modules()
    with start_worker(app, perform_ping_check=False, shutdown_timeout=10):
        yield


@pytest.fixture
def looked_at(axe: Axe, shot: Shot) -> Look:
    """A function that keeps a picture of a page and finds nothing wrong with it."""

    def look(page: Page, name: str) -> None:
        shot(page, f"way-{page.viewport_size['width']}-{name}")
        assert axe(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name

    return look


def sign_in(page: Page, name: str) -> None:
    """Sign in through the page."""
    page.goto("/account/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form .primary")
    page.wait_for_url(lambda address: "login" not in address)


def until(found: Callable[[], Any], seconds: float = 20) -> Any:
    """Return what is found, as soon as it is there; the worker takes a moment."""
    end = monotonic() + seconds
    while not (result := found()):
        assert monotonic() < end, "it did not come"
        sleep(0.1)
    return result


def outcome_of(client: Client, story: Story, audience: Audience = Audience.CLIENT) -> str:
    """Return what became of somebody's invitation this year."""
    return Invitation.objects.get(
        frame_member__round=story.this_year, frame_member__client=client, audience=audience
    ).outcome


def tap(page: Page, value: str) -> None:
    """Tap an answer, then "Verder", as calmly as a person."""
    page.wait_for_timeout(A_CALM_MOMENT_MS)
    page.locator(f".now .opt:has(input[value='{value}'])").click()
    page.wait_for_timeout(A_CALM_MOMENT_MS)
    page.click("[data-next]")


def answer_list(page: Page, changes: dict[str, str], words: str) -> None:
    """Answer every question up to the overview: "goed" in faces, `changes` by domain, `words` where asked."""
    while page.locator(".now[data-overview]").count() == 0:
        question = page.locator(".now")
        key, kind = question.get_attribute("data-question") or "", question.get_attribute("data-type")
        if kind == "text":
            page.wait_for_timeout(A_CALM_MOMENT_MS)
            question.locator("textarea").fill(words)
            page.click("[data-next]")
        else:
            change = f"s:{changes.get(key, 'keep')}"
            tap(page, {"scale": "n:4", "mark": "n:8", "choice": "s:ja", "change": change}.get(kind or "", "alone"))
        go_on_after_rest(page)
        page.wait_for_function("key => document.querySelector('.now')?.dataset.question !== key", arg=key)


@pytest.mark.usefixtures("worker")
def test_from_a_question_to_an_agreement_and_back(
    story: Story, tablet: Page, screen: Callable[..., Page], looked_at: Look
) -> None:
    carla_pairs_the_tablet(tablet, looked_at)
    carla_takes_the_tablet(tablet)
    looked_at(tablet, "04-pick")
    sam_answers(tablet, looked_at)
    assert outcome_of(story.sam, story) == Outcome.COMPLETE
    nothing_left(tablet)
    carla_takes_the_tablet(tablet)
    noor_prefers_not(tablet, looked_at)
    assert outcome_of(story.noor, story) == Outcome.REFUSED
    assert said_this_year(story.noor, story) == 0
    until(lambda: ChangeFlag.objects.filter(client=story.sam).count() == 4)
    assert ChangeFlag.objects.filter(client=story.sam, answer="change").count() == 1
    carla_agrees_and_tells(screen(1024, 768), story, looked_at)


def carla_pairs_the_tablet(page: Page, looked_at: Look) -> None:
    """Carla signs in, sees her clients, and makes the device a tablet of her team; her sign-in does not stay on it."""
    sign_in(page, "carla")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mijn cliënten")
    looked_at(page, "01-my-clients")
    page.goto("/tablet/pair/")
    page.fill("input[name=name]", "Tablet De Linde")
    page.click("main form button.primary")
    page.wait_for_url("**/tablet/")
    looked_at(page, "02-neutral")
    assert "sessionid" not in {cookie["name"] for cookie in page.context.cookies()}


def carla_takes_the_tablet(page: Page) -> None:
    """Carla takes the tablet with her name and PIN, and sees whose turn it is."""
    page.goto("/tablet/unlock/")
    page.select_option("select[name=staff]", label="Carla")
    page.fill("input[name=pin]", PIN)
    page.click("main form button.primary")
    page.wait_for_url("**/tablet/pick/")


def sam_answers(page: Page, looked_at: Look) -> None:
    """Sam answers: something else where he lives, the rest stays. Going back keeps what was said."""
    page.get_by_role("button", name="Sam Visser").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ben jij Sam?")
    looked_at(page, "05-hello")
    page.click("button[value=yes]")
    looked_at(page, "06-start")
    page.click("button[value=yes]")
    expect(page.locator(".now")).to_be_visible()
    looked_at(page, "07-question")
    tap(page, "n:4")
    page.wait_for_timeout(A_CALM_MOMENT_MS)
    page.click("[data-back]")
    expect(page.locator(".now input:checked")).to_have_value("n:4")
    answer_list(page, {"wonen-anders": "change"}, WISH)
    looked_at(page, "08-overview")
    send(page)
    looked_at(page, "09-done")


def noor_prefers_not(page: Page, looked_at: Look) -> None:
    """Noor says "Nee, liever niet"."""
    page.get_by_role("button", name="Noor Bakker").click()
    page.click("button[value=yes]")
    page.click("button[value=no]")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dat is goed. Dank je wel.")
    looked_at(page, "10-rather-not")


def carla_agrees_and_tells(page: Page, story: Story, looked_at: Look) -> None:
    """Carla makes an agreement for the wish; Sam then sees both what will happen and what stays."""
    sign_in(page, "carla")
    page.goto(f"/clients/{story.sam.pk}/")
    expect(page.locator("main")).to_contain_text(WISH)
    expect(page.locator("main")).to_contain_text("Het blijft zo")
    looked_at(page, "11-client")
    page.get_by_role("link", name="Maak een afspraak").first.click()
    looked_at(page, "12-agreement")
    page.fill("[name=what]", AGREED)
    page.click("main form button.primary")
    expect(page.locator("main")).to_contain_text(AGREED)
    page.goto(f"/clients/{story.sam.pk}/feedback/")
    expect(page.locator("main")).to_contain_text(AGREED)
    looked_at(page, "13-told-back")


def send(page: Page) -> None:
    """Send the answers from the overview."""
    page.wait_for_timeout(A_CALM_MOMENT_MS)
    page.click("[data-send-all]")
    page.wait_for_url("**/answer/done/")


def said_this_year(client: Client, story: Story) -> int:
    """Return how many submissions of somebody there are in this year's round."""
    mine = Submission.objects.filter(session__invitation__frame_member__client=client)
    return mine.filter(session__invitation__frame_member__round=story.this_year).count()


def nothing_left(page: Page) -> None:
    """Nothing of Sam is left on the tablet: not in cookies, storage, databases, nor behind the back button."""
    page.goto("/tablet/")
    assert "answering" not in {cookie["name"] for cookie in page.context.cookies()}
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("indexedDB.databases().then(all => all.length)") == 0
    for _step in range(6):
        page.go_back()
        page.wait_for_load_state()
        assert "Sam" not in page.content()
        assert WISH not in page.content()
    page.goto("/tablet/")


def test_a_parent_answers_on_a_phone_and_the_code_works_once(story: Story, phone: Page, looked_at: Look) -> None:
    page = phone
    page.goto(f"/answer/#{story.code}")
    expect(page.locator("input[name=code]")).to_have_value(story.code)
    assert "#" not in page.url
    looked_at(page, "01-code")
    page.click("main form button.primary")
    page.wait_for_url("**/answer/start/")
    looked_at(page, "02-start")
    page.click("button[value=yes]")
    expect(page.locator(".now")).to_be_visible()
    looked_at(page, "03-mark")
    answer_list(page, {}, "Er wordt goed geluisterd.")
    looked_at(page, "04-overview")
    send(page)
    looked_at(page, "05-done")
    assert outcome_of(story.sam, story, Audience.RELATIVE) == Outcome.COMPLETE
    page.goto("/answer/")
    page.fill("input[name=code]", story.code)
    page.click("main form button.primary")
    expect(page.locator("[role=alert]")).to_be_visible()
    looked_at(page, "06-code-used")


@pytest.mark.parametrize(("width", "height"), [(1024, 768), pytest.param(390, 844, marks=pytest.mark.proof)])
def test_the_quality_worker_sees_response_and_published_results(
    story: Story, screen: Callable[..., Page], looked_at: Look, width: int, height: int
) -> None:
    page = screen(width, height)
    sign_in(page, "farid")
    page.goto(f"/rounds/{story.this_year.pk}/")
    expect(page.locator("main")).to_contain_text("De Linde")
    looked_at(page, "quality-01-response")
    page.goto("/results/")
    looked_at(page, "quality-02-results")
    page.goto(f"/results/{story.last_year.pk}/")
    expect(page.locator("main")).to_contain_text("Waar ik woon")
    looked_at(page, "quality-03-result")
    assert "Anna" not in page.content()
