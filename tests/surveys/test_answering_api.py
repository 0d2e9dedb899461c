"""The answering protocol over HTTP, as a tablet and a script use it."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from pytest_django import DjangoAssertNumQueries

from organisations.models import Device
from organisations.operations.devices import pair_device
from surveys import guessing
from surveys.access import COOKIE
from surveys.models import AnsweringSession, Draft, Invitation, LosingDraft, Quarantine, Submission
from surveys.operations.codes import issue_code
from surveys.operations.drafts import MOST_LOSING
from surveys.operations.rounds import close_round
from surveys.operations.sessions import open_for_device
from surveys.operations.submissions import MOST_KEPT_ASIDE
from tests.cast import Cast
from tests.surveys.asking import AT, Sitting, invitation_of, life, open_test_round, sitting

OPEN = "/api/v1/answering/open"
SUBMISSIONS = "/api/v1/answering/submissions"


def draft_url(session: AnsweringSession) -> str:
    """Return the address of a session's draft."""
    return f"/api/v1/answering/sessions/{session.pk}/draft"


def problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """Return a problem document, after checking that it is one."""
    body: dict[str, Any] = response.json()
    assert (response.status_code, body["code"]) == (status, code)
    assert response["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= body.keys()
    return body


@pytest.fixture
def code(cast: Cast) -> str:
    """Return a living code for Anna."""
    open_test_round(cast.provider)
    return issue_code(invitation_id=invitation_of(cast.anna).id, at=AT)


@pytest.fixture
def anna(cast: Cast) -> Sitting:
    """Return Anna's open session."""
    open_test_round(cast.provider)
    return sitting(cast.anna)


def body_of(who: Sitting, **changes: Any) -> dict[str, Any]:
    """Return a whole submission as a device sends it."""
    sent = {"id": str(uuid4()), "session": str(who.session.pk), "answers": life(), "style": "faces", "helped": "alone"}
    return sent | changes


def post(browser: Browser, url: str, body: object, **headers: str) -> Any:
    """Post JSON; bytes go as they are."""
    data = body if isinstance(body, bytes) else json.dumps(body)
    return browser.post(url, data, content_type="application/json", headers=headers)


def test_a_code_opens_a_session_with_all_that_a_tablet_needs(client: Browser, code: str) -> None:
    opened = post(client, OPEN, {"code": code}).json()
    assert opened["confidentiality"] == "named"
    assert opened["profile"]["style"] == "faces"
    assert "draft" not in opened
    release = opened["release"]
    assert release["key"] == "mijn-leven"
    assert len(release["sha256"]) == 64
    assert {"key", "domain", "type"} <= release["definition"]["questions"][0].keys()


def test_the_whole_way_from_code_to_receipt(client: Browser, code: str) -> None:
    opened = post(client, OPEN, {"code": code}).json()
    bearer = {"authorization": f"Bearer {opened['secret']}"}
    url = f"/api/v1/answering/sessions/{opened['session']}/draft"
    draft = {"revision": 1, "answers": {"kamer": {"value": 5}}}
    assert client.put(url, draft, content_type="application/json", headers=bearer).json() == {"revision": 1}
    again = post(client, OPEN, {"code": code}).json()
    assert again["draft"] == draft
    bearer = {"authorization": f"Bearer {again['secret']}"}
    sent = {"id": str(uuid4()), "session": again["session"], "answers": life(), "style": "faces", "helped": "alone"}
    first = post(client, SUBMISSIONS, sent, **bearer)
    second = post(client, SUBMISSIONS, sent, **bearer)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json() != {}
    problem(post(client, OPEN, {"code": code}), 404, "unknown_code")


@pytest.mark.parametrize("wrong", ["used", "AAAA-AAAA-AAA", "K7QF", "", "💥", "É" * 20, "replaced"])
def test_every_code_that_does_not_work_gets_the_same_answer(client: Browser, cast: Cast, code: str, wrong: str) -> None:
    if wrong == "replaced":
        issue_code(invitation_id=invitation_of(cast.anna).id, at=AT)
        wrong = code
    elif wrong == "used":
        opened = post(client, OPEN, {"code": code}).json()
        sent = {"id": str(uuid4()), "session": opened["session"], "answers": life()}
        post(client, SUBMISSIONS, sent, authorization=f"Bearer {opened['secret']}")
        wrong = code
    found = problem(
        post(client, OPEN, {"code": wrong}), 422 if wrong == "" else 404, "invalid" if wrong == "" else "unknown_code"
    )
    if wrong:
        assert found == problem(post(client, OPEN, {"code": "ZZZZ-ZZZZ-ZZZ"}), 404, "unknown_code")


def test_too_many_wrong_codes_have_to_wait(client: Browser, code: str) -> None:
    for _time in range(guessing.PER_ADDRESS.amount):
        assert post(client, OPEN, {"code": "AAAA-AAAA-AAA"}).status_code == 404
    refused = post(client, OPEN, {"code": code})
    problem(refused, 429, "too_many_guesses")
    assert 0 < int(refused["Retry-After"]) <= 60


def test_a_submission_without_the_secret_reaches_nobody(client: Browser, cast: Cast, anna: Sitting) -> None:
    problem(post(client, SUBMISSIONS, body_of(anna)), 404, "unknown_session")
    problem(post(client, SUBMISSIONS, body_of(anna), authorization="Bearer wrong"), 404, "unknown_session")
    noor = sitting(cast.noor)
    problem(post(client, SUBMISSIONS, body_of(anna), **noor.bearer), 404, "unknown_session")
    problem(post(client, SUBMISSIONS, body_of(anna, session=str(uuid4())), **noor.bearer), 404, "unknown_session")
    assert not Submission.objects.exists()


def test_a_tablet_that_was_taken_away_sends_nothing(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    device, _token = pair_device(unit=cast.team, name="Tablet", staff=cast.dirk, at=AT)
    opened = open_for_device(invitation_id=invitation_of(cast.anna).id, device_id=device.id, at=AT)
    session = AnsweringSession.objects.get(pk=opened.session_id)
    who = Sitting(session, opened.secret)
    Device.objects.update(revoked_at=AT)
    problem(post(client, SUBMISSIONS, body_of(who), **who.bearer), 404, "unknown_session")
    assert not Submission.objects.exists()


def test_a_browser_answers_with_its_cookie_and_a_token_against_forgery(anna: Sitting) -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.cookies[COOKIE] = f"{anna.session.pk}.{anna.secret}"
    sent = body_of(anna)
    assert post(browser, SUBMISSIONS, sent).status_code in {403, 404}
    assert not Submission.objects.exists()
    token = "a" * 32
    browser.cookies["csrftoken"] = token
    assert post(browser, SUBMISSIONS, sent, **{"X-CSRFToken": token}).status_code == 201


def test_the_same_id_with_other_content_is_kept_aside(client: Browser, anna: Sitting) -> None:
    sent = body_of(anna)
    post(client, SUBMISSIONS, sent, **anna.bearer)
    problem(post(client, SUBMISSIONS, sent | {"answers": life(kamer=1)}, **anna.bearer), 409, "other_content")
    assert Quarantine.objects.count() == 1


def test_answers_after_the_round_closed_are_kept_aside(client: Browser, anna: Sitting) -> None:
    close_round(round_id=anna.session.invitation.frame_member.round_id, at=AT)
    problem(post(client, SUBMISSIONS, body_of(anna), **anna.bearer), 409, "round_closed")


@pytest.mark.parametrize(
    ("answers", "pointers"),
    [
        ({"kamer": {"value": 6}}, {"/answers/kamer/value"}),
        ({"kamer": {"value": True}}, {"/answers/kamer/value"}),
        ({"kamer": {"declined": "no"}}, {"/answers/kamer/declined"}),
        ({"kamer": 4}, {"/answers/kamer"}),
        ({"a/b~c": {"value": 1}}, {"/answers/a~1b~0c"}),
        ({"kamer": {"value": 6}, "wie": {}}, {"/answers/kamer/value", "/answers/wie"}),
    ],
)
def test_each_wrong_answer_is_named(client: Browser, anna: Sitting, answers: Any, pointers: set[str]) -> None:
    found = problem(post(client, SUBMISSIONS, body_of(anna, answers=life() | answers), **anna.bearer), 422, "invalid")
    assert pointers <= {error["pointer"] for error in found["errors"]}
    assert all(error["message"] and error["code"] for error in found["errors"])
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"id": 7}, "/id"),
        ({"answers": []}, "/answers"),
        ({"helped": "by magic"}, "/helped"),
        ({"style": 3}, "/style"),
        ({"language": "n" * 30}, "/language"),
        ({"order_shown": "kamer"}, "/order_shown"),
        ({"order_shown": ["kamer", "kamer"]}, "/order_shown/1"),
        ({"client_id": "x"}, "/client_id"),
    ],
)
def test_each_wrong_field_is_named(client: Browser, anna: Sitting, change: Any, pointer: str) -> None:
    found = problem(post(client, SUBMISSIONS, body_of(anna, **change), **anna.bearer), 422, "invalid")
    assert pointer in {error["pointer"] for error in found["errors"]}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b'{"id": NaN}',
        b'{"id": 1e999}',
        b'{"a": 1, "a": 2}',
        b"\xff\xfe",
        b'"\\ud800"',
        b"[" * 9999,
    ],
)
def test_what_is_no_clean_json_object_is_refused(client: Browser, anna: Sitting, body: bytes) -> None:
    for url in (OPEN, SUBMISSIONS):
        assert post(client, url, body, **anna.bearer).status_code in {400, 422}
    put = client.put(draft_url(anna.session), body, content_type="application/json", headers=anna.bearer)
    assert put.status_code in {400, 422}


def test_ten_megabytes_are_refused(client: Browser, anna: Sitting) -> None:
    sent = body_of(anna, answers=life() | {"nog-vertellen": {"value": "x" * 10_000_000}})
    problem(post(client, SUBMISSIONS, sent, **anna.bearer), 413, "too_large")


def test_nul_in_an_answer_is_refused(client: Browser, anna: Sitting) -> None:
    sent = body_of(anna, answers=life(wonen_anders="change") | {"wonen-wens": {"value": "a\x00b"}})
    problem(post(client, SUBMISSIONS, sent, **anna.bearer), 400, "parse_error")


def test_a_draft_that_comes_late_loses_and_is_kept(client: Browser, anna: Sitting) -> None:
    def put(revision: int, value: int) -> Any:
        body = {"revision": revision, "answers": {"kamer": {"value": value}}}
        return client.put(draft_url(anna.session), body, content_type="application/json", headers=anna.bearer)

    assert put(2, 4).json() == {"revision": 2}
    problem(put(1, 1), 409, "newer_draft")
    assert (Draft.objects.get().revision, LosingDraft.objects.get().answers) == (2, {"kamer": {"value": 1}})


@pytest.mark.parametrize(
    "body",
    [
        {"revision": 0, "answers": {}},
        {"revision": 2**31, "answers": {}},
        {"revision": "1", "answers": {}},
        {"revision": True, "answers": {}},
        {"revision": 1},
        {"revision": 1, "answers": {"geheim": {"value": 1}}},
        {"revision": 1, "answers": {}, "more": 1},
    ],
)
def test_a_wrong_draft_is_refused(client: Browser, anna: Sitting, body: Any) -> None:
    put = client.put(draft_url(anna.session), body, content_type="application/json", headers=anna.bearer)
    problem(put, 422, "invalid")
    assert not Draft.objects.exists()


def test_other_methods_are_answered_with_a_problem(client: Browser) -> None:
    problem(client.get(OPEN), 405, "method_not_allowed")


def test_errors_speak_the_language_asked_for(client: Browser, anna: Sitting) -> None:
    sent = body_of(anna, answers={})
    english = post(client, SUBMISSIONS, sent, **anna.bearer, **{"Accept-Language": "en"}).json()
    assert english["detail"] == "Some of this is not right. See each field."


def test_sending_takes_few_queries(
    client: Browser, anna: Sitting, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(6):  # two of them begin and end the test's savepoint
        assert post(client, SUBMISSIONS, body_of(anna), **anna.bearer).status_code == 201
    assert Invitation.objects.filter(outcome="complete").count() == 1


def test_an_id_of_somebody_else_tells_nothing_and_takes_nothing(client: Browser, cast: Cast, anna: Sitting) -> None:
    hers = body_of(anna)
    receipt = post(client, SUBMISSIONS, hers, **anna.bearer).json()["receipt"]
    noor = sitting(cast.noor)
    found = post(client, SUBMISSIONS, hers | {"session": str(noor.session.pk)}, **noor.bearer)
    problem(found, 409, "other_content")
    assert receipt not in found.content.decode()
    assert post(client, SUBMISSIONS, hers, **anna.bearer).json() == {"receipt": receipt}
    assert post(client, SUBMISSIONS, body_of(noor), **noor.bearer).status_code == 201


def test_nobody_fills_the_disk_with_what_cannot_be_counted(client: Browser, anna: Sitting) -> None:
    sent = [body_of(anna) for _time in range(MOST_KEPT_ASIDE + 2)]
    found = [post(client, SUBMISSIONS, body, **anna.bearer) for body in sent]
    assert [answer.status_code for answer in found] == [201, *[409] * MOST_KEPT_ASIDE, 429]
    problem(found[-1], 429, "too_much_kept_aside")
    assert Quarantine.objects.count() == MOST_KEPT_ASIDE
    problem(post(client, SUBMISSIONS, sent[1], **anna.bearer), 409, "already_answered")


def test_of_drafts_that_come_late_the_newest_are_kept(client: Browser, anna: Sitting) -> None:
    for number in range(MOST_LOSING + 4):
        body = {"revision": 1, "answers": {"nog-vertellen": {"value": f"Zin {number}"}}}
        client.put(draft_url(anna.session), body, content_type="application/json", headers=anna.bearer)
    kept = {draft.answers["nog-vertellen"]["value"] for draft in LosingDraft.objects.all()}
    assert kept == {f"Zin {number}" for number in range(4, MOST_LOSING + 4)}
