"""A shared tablet: staff give it and take it back, and in between it belongs to one client."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client as Browser
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from organisations.access import DEVICE_COOKIE
from organisations.models import Staff
from organisations.operations.devices import revoke_device
from organisations.operations.pins import set_pin
from organisations.tablet_cookies import SHARED, UNLOCKED
from surveys.access import COOKIE, sender_by_secret, session_by_secret
from surveys.choices import Outcome
from surveys.models import AnsweringSession, Invitation
from surveys.operations.codes import issue_code
from tests.answering.places import pair, seat
from tests.cast import Cast
from tests.factories import PASSWORD, placed_client
from tests.surveys.asking import AT, invitation_of, open_test_round

PIN = "4711"


def unlock(client: Browser, staff: Staff, pin: str = PIN) -> int:
    """Try to take the tablet; give the status."""
    return client.post("/tablet/unlock/", {"staff": str(staff.pk), "pin": pin}).status_code


@pytest.fixture
def _ready(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    set_pin(staff=cast.carla, pin=PIN)
    pair(client, cast.team, cast.carla)


@pytest.mark.usefixtures("_ready")
def test_staff_pick_who_is_next_after_their_pin(client: Browser, cast: Cast) -> None:
    assertRedirects(client.get("/tablet/pick/"), "/tablet/unlock/")
    assert unlock(client, cast.carla) == 302
    page = client.get("/tablet/pick/")
    assertContains(page, "Anna")
    assertContains(page, "Noor")
    assertNotContains(page, "Zoë")
    assertRedirects(client.post("/tablet/pick/", {"invitation": str(invitation_of(cast.anna).id)}), "/tablet/hello/")
    assert AnsweringSession.objects.get().device is not None
    assert not client.cookies[UNLOCKED].value
    assertRedirects(client.get("/tablet/pick/"), "/tablet/unlock/")


@pytest.mark.usefixtures("_ready")
def test_the_pick_list_closes_after_ten_minutes(client: Browser, cast: Cast) -> None:
    with time_machine.travel(AT, tick=False) as clock:
        unlock(client, cast.carla)
        clock.shift(timedelta(seconds=590))
        assert client.get("/tablet/pick/").status_code == 200
        clock.shift(timedelta(seconds=20))
        assertRedirects(client.get("/tablet/pick/"), "/tablet/unlock/")


@pytest.mark.usefixtures("_ready")
def test_nobody_else_can_be_picked(client: Browser, cast: Cast) -> None:
    unlock(client, cast.carla)
    elsewhere = Invitation.objects.exclude(frame_member__client__in=[cast.anna, cast.noor]).first()
    assert elsewhere is not None
    for chosen in (str(elsewhere.pk), "no-uuid", ""):
        assert client.post("/tablet/pick/", {"invitation": chosen}).status_code == 200
    assert not AnsweringSession.objects.exists()


@pytest.mark.usefixtures("_ready")
def test_who_answered_or_declined_is_not_picked_again(client: Browser, cast: Cast) -> None:
    Invitation.objects.filter(pk=invitation_of(cast.noor).pk).update(outcome=Outcome.REFUSED)
    unlock(client, cast.carla)
    assertNotContains(client.get("/tablet/pick/"), "Noor")


@pytest.mark.usefixtures("_ready")
def test_a_wrong_pin_opens_nothing(client: Browser, cast: Cast) -> None:
    assert unlock(client, cast.carla, "0000") == 422
    assert unlock(client, cast.eva) == 422
    assert client.post("/tablet/unlock/", {"staff": "no-uuid", "pin": "\x00" * 50}).status_code == 422
    assert UNLOCKED not in client.cookies


@pytest.mark.usefixtures("_ready")
def test_guessing_a_pin_ends_in_a_wait(client: Browser, cast: Cast) -> None:
    for _guess in range(5):
        unlock(client, cast.carla, "0000")
    response = client.post("/tablet/unlock/", {"staff": str(cast.carla.pk), "pin": PIN})
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0


@pytest.mark.usefixtures("_ready")
def test_taking_the_tablet_back_ends_the_clients_session_but_not_the_draft(client: Browser, cast: Cast) -> None:
    session = seat(client, cast.anna)
    unlock(client, cast.carla)
    assert not client.cookies[COOKIE].value
    session.refresh_from_db()
    assert session.secret_hash == ""
    assert session.ended_at is None


@pytest.mark.usefixtures("_ready")
def test_while_a_client_holds_the_tablet_no_staff_is_signed_in(client: Browser, cast: Cast) -> None:
    seat(client, cast.anna)
    client.force_login(cast.carla.user)
    client.get("/tablet/hello/")
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("_ready")
def test_the_resting_tablet_shows_nobody_and_returns_to_whoever_began(client: Browser, cast: Cast) -> None:
    page = client.get("/tablet/")
    assertContains(page, "/tablet/unlock/")
    assertNotContains(page, "Anna")
    seat(client, cast.anna)
    assertRedirects(client.get("/tablet/"), "/tablet/hello/")


@pytest.mark.usefixtures("_ready")
def test_it_is_not_me_puts_the_tablet_to_rest(client: Browser, cast: Cast) -> None:
    session = seat(client, cast.anna)
    assertContains(client.get("/tablet/hello/"), "Anna")
    assertRedirects(client.post("/tablet/hello/", {"choice": "no"}), "/tablet/")
    session.refresh_from_db()
    assert session.secret_hash == ""


@pytest.mark.django_db
def test_a_browser_that_is_no_tablet_gets_no_list(client: Browser) -> None:
    assertContains(client.get("/tablet/"), "/account/login/")
    assertRedirects(client.get("/tablet/unlock/"), "/tablet/")
    assertRedirects(client.get("/tablet/pick/"), "/tablet/unlock/", fetch_redirect_response=False)
    client.cookies["device"] = "made-up"
    assertRedirects(client.get("/tablet/unlock/"), "/tablet/")


@pytest.mark.usefixtures("_ready")
def test_the_list_costs_the_same_for_many(
    client: Browser, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    unlock(client, cast.carla)
    with django_assert_num_queries(8):
        client.get("/tablet/pick/")
    for _client in range(30):
        placed_client(cast.team, cast.provider)
    with django_assert_num_queries(8):
        client.get("/tablet/pick/")


@pytest.mark.usefixtures("_ready")
def test_a_tablet_that_was_taken_away_takes_its_session_along(client: Browser, cast: Cast) -> None:
    unlock(client, cast.carla)
    client.post("/tablet/pick/", {"invitation": str(invitation_of(cast.anna).id)})
    session = AnsweringSession.objects.select_related("device").get()
    assert session.device is not None
    assertContains(client.get("/tablet/hello/"), "Anna")
    secret = client.cookies[COOKIE].value.partition(".")[2]
    assert sender_by_secret(session.pk, secret)
    revoke_device(device=session.device, at=AT)
    assert client.get("/tablet/hello/").status_code == 302
    assert session_by_secret(session.pk, secret) is None
    assert sender_by_secret(session.pk, secret) is None


@pytest.mark.usefixtures("_ready")
def test_somebody_who_types_a_code_cannot_open_the_list_that_staff_left(client: Browser, cast: Cast) -> None:
    code = issue_code(invitation_id=invitation_of(cast.noor).id, at=AT)
    unlock(client, cast.carla)
    client.post("/answer/", {"code": code})
    assertRedirects(client.get("/tablet/pick/"), "/tablet/unlock/")


@pytest.mark.usefixtures("_ready")
def test_no_message_to_staff_stays_behind_with_a_client(client: Browser, cast: Cast) -> None:
    client.post("/account/login/", {"login": "carla", "password": PASSWORD})
    client.post(f"/clients/{cast.anna.pk}/hand-over/")
    assert "_auth_user_id" not in client.session
    assert {name for name, morsel in client.cookies.items() if morsel.value} == {
        COOKIE,
        SHARED,
        DEVICE_COOKIE,
        "csrftoken",
    }
