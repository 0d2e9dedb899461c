"""How one leaves: done, for today, for good, or by saying no at the start."""

from datetime import date

import pytest
from django.test import Client as Browser
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from organisations.models import Wording
from surveys.access import COOKIE
from surveys.choices import Audience, Outcome
from surveys.models import Draft, Submission
from surveys.operations.drafts import save_draft
from tests.answering.places import fields_of, seat
from tests.cast import Cast
from tests.surveys.asking import AT, invitation_of, life, open_test_round


def test_no_is_recorded_as_rather_not_and_nothing_else(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat(client, cast.noor)
    assertRedirects(client.post("/answer/start/", {"choice": "no"}), "/answer/done/")
    assert invitation_of(cast.noor).outcome == Outcome.REFUSED
    assert not Submission.objects.exists()


def test_after_the_last_page_the_browser_holds_nothing(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat(client, cast.anna, shared=True)
    client.post("/answer/form/", fields_of(life(kamer=1)))
    page = client.get("/answer/done/")
    assertContains(page, "Klaar. Dank je wel.")
    assertNotContains(page, "Anna")
    assert "no-store" in page["Cache-Control"]
    assert not client.cookies[COOKIE].value
    assertNotContains(client.get("/answer/done/"), "Anna")
    assertRedirects(client.get("/answer/form/"), "/answer/")


def test_the_last_page_names_whom_one_may_talk_to(client: Browser, cast: Cast) -> None:
    Wording.objects.create(unit=cast.provider, adviser="Mina Vos, 088 123 45 67", complaints_officer="Jan Bos, 030 123")
    Wording.objects.create(unit=cast.team, plan="zorgplan")
    Wording.objects.create(unit=cast.other_provider, adviser="Iemand anders")
    open_test_round(cast.provider)
    seat(client, cast.anna)
    client.post("/answer/form/", fields_of(life()))
    page = client.get("/answer/done/")
    assertContains(page, "Mina Vos, 088 123 45 67")
    assertContains(page, "Jan Bos, 030 123")
    assertNotContains(page, "Iemand anders")


def test_a_relative_is_thanked_with_u(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat(client, cast.anna, Audience.RELATIVE)
    answers = {
        "cijfer": {"value": 8},
        "gaat-goed": {"value": "De hulp is lief."},
        "tip": {"declined": "dont_know"},
        "alles-verteld": {"value": "ja"},
    }
    client.post("/answer/form/", fields_of(answers))
    page = client.get("/answer/done/")
    assertContains(page, "Klaar. Dank u wel.")
    assertContains(page, "De begeleiders van het team en hun teamleider lezen het.")


def test_a_relative_reads_beforehand_who_reads_the_answers(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat(client, cast.anna, Audience.RELATIVE)
    told = "Op naam: de begeleiders van het team en hun teamleider lezen wat u zegt."
    assertContains(client.get("/answer/start/"), told)


def test_stopping_for_today_keeps_the_draft_and_closes_the_session(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    session = seat(client, cast.anna, shared=True)
    save_draft(session=session, revision=1, answers={"kamer": {"value": 3}}, at=AT)
    assertRedirects(client.post("/answer/stop/", {"choice": "today"}), "/tablet/")
    assert Draft.objects.get().answers == {"kamer": {"value": 3}}
    session.refresh_from_db()
    assert session.secret_hash == ""


@pytest.mark.parametrize(("choice", "kept"), [("keep", 1), ("delete", 0)])
def test_who_does_not_want_to_any_more_says_what_becomes_of_the_answers(
    client: Browser, cast: Cast, choice: str, kept: int
) -> None:
    open_test_round(cast.provider)
    session = seat(client, cast.anna)
    save_draft(session=session, revision=1, answers={"kamer": {"value": 3}}, at=AT)
    assertRedirects(client.post("/answer/stop/", {"choice": choice}), "/answer/done/")
    assert Submission.objects.count() == kept
    assert not Draft.objects.exists()


def test_an_unfinished_session_is_not_ended_by_the_last_page(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    session = seat(client, cast.anna)
    assertRedirects(client.get("/answer/done/"), "/answer/form/")
    session.refresh_from_db()
    assert session.secret_hash


@pytest.mark.parametrize("address", ["/answer/done/", "/answer/later/"])
@pytest.mark.django_db
def test_the_last_pages_stand_alone(client: Browser, address: str) -> None:
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 405


def test_the_last_page_says_what_is_done_with_it_and_when(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider, feedback_on=date(2027, 1, 11))
    seat(client, cast.anna)
    client.post("/answer/form/", fields_of(life()))
    page = client.get("/answer/done/")
    assertContains(page, "Wat doen we hiermee? Wie mag het lezen?")
    assertContains(page, "Daarna praten jullie over wat jij wilt.")
    assertContains(page, "11 januari 2027")


def test_who_said_no_is_told_nothing_of_answers(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider, feedback_on=date(2027, 1, 11))
    seat(client, cast.noor)
    client.post("/answer/start/", {"choice": "no"})
    page = client.get("/answer/done/")
    assertNotContains(page, "Wat doen we hiermee?")
    assertNotContains(page, "2027")
