"""Whatever goes wrong under /api/ is told as a problem document, outside the calls too; people get a page."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client as Browser

from supportplans.models import Agreement
from surveys import access
from tests.cast import Cast, SignIn
from tests.surveys.asking import open_test_round, sitting

MEMBERS = {"type", "title", "status", "detail", "code"}
OTHER = "00000000-0000-4000-8000-000000000000"


def problem(response: Any, status: int, code: str) -> None:
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    body = response.json()
    assert body.keys() == MEMBERS
    assert (body["status"], body["code"]) == (status, code)


@pytest.mark.parametrize(
    "path", ["nothing", "rounds/abc/response/", "answering/sessions/xyz/draft", "rounds/%00/publication/"]
)
def test_an_address_that_is_not_there(client: Browser, path: str) -> None:
    problem(client.get(f"/api/v1/{path}"), 404, "not_found")


@pytest.mark.django_db
@pytest.mark.parametrize("path", [f"rounds/{OTHER}/response/", f"rounds/{OTHER}/publication/"])
def test_a_visitor_is_not_let_in(client: Browser, path: str) -> None:
    problem(client.get(f"/api/v1/{path}"), 401, "not_authenticated")


@pytest.mark.parametrize("path", [f"rounds/{OTHER}/response/", f"rounds/{OTHER}/publication/"])
def test_what_is_not_there_for_somebody(cast: Cast, signed_in: SignIn, path: str) -> None:
    problem(signed_in(cast.farid).get(f"/api/v1/{path}"), 404, "not_found")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_anything_but_json(client: Browser, kind: str) -> None:
    problem(client.post("/api/v1/answering/open", b"code=1", content_type=kind), 415, "unsupported_media_type")


def test_a_database_that_is_away(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    open_test_round(cast.provider)
    anna = sitting(cast.anna)

    def away(*_values: object) -> None:
        raise OperationalError

    monkeypatch.setattr(access, "session_by_secret", away)
    browser = Browser(headers=anna.bearer)
    draft = {"revision": 1, "answers": {}}
    address = f"/api/v1/answering/sessions/{anna.session.pk}/draft"
    answer = browser.put(address, draft, content_type="application/json")
    problem(answer, 503, "try_again")
    assert int(answer["Retry-After"]) > 0


def test_an_error_of_our_own_tells_nothing(cast: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_values: object) -> None:
        raise RuntimeError("Anna said so")

    monkeypatch.setattr(access, "round_", broken)
    browser = signed_in(cast.farid)
    browser.raise_request_exception = False
    answer = browser.get(f"/api/v1/rounds/{OTHER}/response/")
    problem(answer, 500, "internal_server_error")
    assert "Anna" not in answer.content.decode()


@pytest.mark.django_db
def test_people_get_a_page(client: Browser) -> None:
    answer = client.get("/nothing/")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_form_that_is_too_big_is_told_on_a_page(cast: Cast, signed_in: SignIn, language: str) -> None:
    big = {"what": "x" * 10_000_000, "who": "Anna", "due_on": "2027-01-01"}
    address = f"/clients/{cast.anna.pk}/agreement/"
    answer = signed_in(cast.carla).post(address, big, headers={"accept-language": language})
    assert answer.status_code == 413
    assert "1 MB" in answer.content.decode()
    assert f'lang="{language}"' in answer.content.decode()
    assert not Agreement.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/api/v1/nothing"])
def test_a_host_that_is_not_ours(client: Browser, path: str) -> None:
    answer = client.get(path, headers={"host": "wrong.example"})
    assert answer.status_code in {400, 404}
    assert "wrong.example" not in answer.content.decode()


def test_a_page_for_a_wrong_host(client: Browser) -> None:
    answer = client.post("/language/", {}, headers={"host": "wrong.example"})
    assert answer.status_code == 400
    assert b"<h1>" in answer.content
