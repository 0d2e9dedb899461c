"""Whatever is sent to the answering calls: a problem document, never a broken server, never half a row."""

from typing import Any

import pytest
from django.test import Client as Browser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.models import AnsweringSession, Draft, Invitation, LosingDraft, Quarantine, Submission
from tests.cast import Cast
from tests.surveys.asking import Sitting, open_test_round, sitting
from tests.surveys.malformed import BODIES, near_misses

FEW = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(FEW, max_examples=4000)


@pytest.fixture
def anna(cast: Cast) -> Sitting:
    """Return Anna's open session."""
    open_test_round(cast.provider)
    return sitting(cast.anna)


def rows() -> tuple[int, ...]:
    """Return how many rows there are of everything that answering writes."""
    models = (Submission, Draft, LosingDraft, Quarantine, AnsweringSession)
    return (*(model._default_manager.count() for model in models), Invitation.objects.filter(outcome="open").count())


def check(anna: Sitting, body: bytes) -> None:
    """Send a body to all three calls; what is not accepted must be a problem and leave nothing."""
    browser = Browser(raise_request_exception=False, headers=anna.bearer)
    for method, url in (
        (browser.post, "/api/v1/answering/open"),
        (browser.put, f"/api/v1/answering/sessions/{anna.session.pk}/draft"),
        (browser.post, "/api/v1/answering/submissions"),
    ):
        before = rows()
        answer: Any = method(url, body, content_type="application/json")
        assert answer.status_code < 500, (url, body)
        if answer.status_code >= 400 and answer.json()["code"] not in {"newer_draft", "already_answered"}:
            assert rows() == before, (url, body)


@FEW
@given(body=BODIES)
def test_any_body_is_answered_with_a_problem(anna: Sitting, body: bytes) -> None:
    check(anna, body)


@FEW
@given(data=st.data())
def test_a_body_that_is_nearly_right_is_answered_too(anna: Sitting, data: st.DataObject) -> None:
    check(anna, data.draw(near_misses(str(anna.session.pk))))


@pytest.mark.proof
@MANY
@given(data=st.data())
def test_thousands_of_bodies(anna: Sitting, data: st.DataObject) -> None:
    check(anna, data.draw(BODIES | near_misses(str(anna.session.pk))))
