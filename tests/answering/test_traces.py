"""What the log keeps of answering: that staff gave a tablet; never what was said; of anonymous rounds nothing."""

from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from organisations.models import AccessEvent
from organisations.operations.pins import set_pin
from surveys.access import COOKIE
from surveys.choices import Mode
from surveys.models import AnsweringSession, Invitation, Round, Submission
from surveys.operations.codes import issue_code
from tests.answering.places import pair
from tests.cast import Cast
from tests.surveys.asking import AT, invitation_of, life, open_test_round

PIN = "4711"


def asked(cast: Cast, mode: Mode) -> Invitation:
    """Return Anna's invitation in a round of this mode; in an anonymous one as if these could be opened already."""
    asked_round = open_test_round(cast.provider)
    if mode == Mode.ANONYMOUS:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE surveys_round DROP CONSTRAINT anonymous_rounds_cannot_be_opened_yet")
    Round.objects.filter(pk=asked_round.pk).update(mode=mode)
    return invitation_of(cast.anna)


def events() -> list[tuple[str, UUID | None, str]]:
    kept = AccessEvent.objects.exclude(action__startswith="sign").order_by("at")
    return list(kept.values_list("action", "client_id", "thing"))


def answer_all(browser: Browser) -> None:
    """Open every page of answering, keep a draft, send the answers, and stop; whatever each of them says to that."""
    session_id, _dot, secret = browser.cookies[COOKIE].value.partition(".")
    bearer = {"authorization": f"Bearer {secret}"}
    browser.post(reverse("answering:hello"), {"choice": "yes"})
    for name in ("hello", "start", "form", "pause", "stop"):
        browser.get(reverse(f"answering:{name}"))
    draft = {"revision": 0, "answers": life()}
    browser.put(f"/api/v1/answering/sessions/{session_id}/draft", draft, "application/json", headers=bearer)
    sent = {"id": str(uuid4()), "session": session_id, "answers": life(), "style": "faces", "helped": "alone"}
    browser.post("/api/v1/answering/submissions", sent, "application/json", headers=bearer)
    for name in ("done", "later", "tablet"):
        browser.get(reverse(f"answering:{name}"))


@pytest.mark.parametrize("mode", [Mode.NAMED, Mode.CONFIDENTIAL])
def test_that_staff_gave_the_tablet_is_kept_and_nothing_of_what_was_said(
    mode: Mode, client: Browser, cast: Cast
) -> None:
    invitation = asked(cast, mode)
    pair(client, cast.team, cast.carla)
    client.force_login(cast.carla.user)
    client.post(reverse("supportplans:client-hand-over", args=[cast.anna.pk]))
    given = ("hand_over", cast.anna.pk, f"invitation:{invitation.pk}")
    assert events() == [given]
    answer_all(client)
    assert Submission.objects.exists()
    assert events() == [given]


def test_from_the_list_at_the_tablet_it_is_whoever_gave_the_pin(client: Browser, cast: Cast) -> None:
    invitation = asked(cast, Mode.CONFIDENTIAL)
    set_pin(staff=cast.carla, pin=PIN)
    tablet = pair(client, cast.team, cast.carla)
    client.post("/tablet/unlock/", {"staff": str(cast.carla.pk), "pin": PIN})
    client.get("/tablet/pick/")
    client.post("/tablet/pick/", {"invitation": str(invitation.pk)})
    assert events() == [
        ("list", None, f"unit:{cast.team.pk}"),
        ("hand_over", cast.anna.pk, f"invitation:{invitation.pk}"),
    ]
    found = AccessEvent.objects.get(action="hand_over")
    assert (found.actor_id, found.actor_roles, found.source) == (
        cast.carla.pk,
        ["support_worker"],
        f"tablet:{tablet.pk}",
    )


def test_of_an_anonymous_round_nothing_is_kept_from_the_tablet(client: Browser, cast: Cast) -> None:
    asked(cast, Mode.ANONYMOUS)
    pair(client, cast.team, cast.carla)
    client.force_login(cast.carla.user)
    assert client.post(reverse("supportplans:client-hand-over", args=[cast.anna.pk])).status_code == 302
    assert AnsweringSession.objects.exists()
    answer_all(client)
    assert events() == []


@pytest.mark.parametrize("mode", Mode)
def test_of_answering_from_a_letter_nothing_is_kept(mode: Mode, client: Browser, cast: Cast) -> None:
    code = issue_code(invitation_id=asked(cast, mode).pk, at=AT)
    client.post(reverse("answering:code"), {"code": code})
    answer_all(client)
    assert not AccessEvent.objects.exists()
