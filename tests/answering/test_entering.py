"""The code of a letter, at the door."""

import pytest
from django.test import Client as Browser
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from surveys import guessing
from surveys.access import COOKIE
from surveys.operations.codes import issue_code
from tests.answering.places import fields_of, seat
from tests.cast import Cast
from tests.surveys.asking import AT, invitation_of, life, open_test_round
from tests.surveys.showing import open_showing


def test_a_code_opens_the_questions_and_signs_staff_out(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    code = issue_code(invitation_id=invitation_of(cast.anna).id, at=AT)
    client.force_login(cast.carla.user)
    assertRedirects(client.post("/answer/", {"code": code.lower()}), "/answer/start/")
    assert client.cookies[COOKIE]["httponly"]
    assert client.cookies[COOKIE]["samesite"] == "Lax"
    assert "_auth_user_id" not in client.session


def test_a_used_code_is_said_kindly(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    code = issue_code(invitation_id=invitation_of(cast.anna).id, at=AT)
    seat(client, cast.anna)
    client.post("/answer/form/", fields_of(life()))
    response = client.post("/answer/", {"code": code})
    assertContains(response, "code-problem", status_code=404)
    assertContains(response, code, status_code=404)


@pytest.mark.parametrize("code", ["", "K7QF-M2XW-9AB", "\x00", "🙂" * 50, "<script>", "a" * 100_000])
@pytest.mark.django_db
def test_no_code_is_an_error_of_ours(client: Browser, code: str) -> None:
    assertContains(client.post("/answer/", {"code": code}), "code-problem", status_code=404)


@pytest.mark.django_db
def test_guessing_ends_in_a_kind_wait(client: Browser) -> None:
    for _guess in range(guessing.PER_ADDRESS.amount):
        client.post("/answer/", {"code": "K7QF-M2XW-9AB"})
    response = client.post("/answer/", {"code": "K7QF-M2XW-9AB"})
    assertContains(response, "code-problem", status_code=429)
    assert int(response["Retry-After"]) > 0


@pytest.mark.django_db
@pytest.mark.usefixtures("_redis_away")
def test_without_the_counter_nobody_may_guess(client: Browser) -> None:
    response = client.post("/answer/", {"code": "K7QF-M2XW-9AB"})
    assertContains(response, "code-problem", status_code=503)


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["unicode_escape", "hex", "idna", "undefined", "utf-16"])
def test_a_form_in_a_strange_encoding_is_refused(charset: str) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="code"\r\n\r\n\\ud800\r\n--x--\r\n'
    browser = Browser(raise_request_exception=False)
    for address in ("/answer/", "/account/login/"):
        kind = f"multipart/form-data; boundary=x; charset={charset}"
        assert browser.generic("POST", address, body, content_type=kind).status_code == 400


def test_a_list_without_subjects_does_not_begin_to_name_them(client: Browser, cast: Cast) -> None:
    open_showing(cast.provider)
    seat(client, cast.anna)
    page = client.get("/answer/start/")
    assertContains(page, "Het duurt ongeveer")
    assertNotContains(page, "Het gaat over")
