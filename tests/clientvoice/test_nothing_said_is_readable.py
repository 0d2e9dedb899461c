"""Whoever reads the database, Redis or the log beside us finds nothing that anybody said: every column is looked at."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse

from instruments.definition.model import Definition
from instruments.own_words import with_own_words
from instruments.routing import visible
from organisations.choices import ActorKind, AskedBy, ConsentBy, EmergencyGround
from organisations.clock import now, today
from organisations.data import Actor
from supportplans.choices import AgreementState
from supportplans.models import Agreement, ChangeFlag, Goal, HandOver, Wish
from supportplans.operations.agreements import close
from supportplans.operations.hand_overs import send_hand_over
from surveys.choices import Audience, Outcome
from surveys.definitions import asked_in
from surveys.models import Draft, LosingDraft, Quarantine, Submission
from surveys.operations.drafts import NewerDraftError, save_draft
from surveys.operations.outcomes import correct_outcome
from surveys.operations.submissions import KeptAsideError, submit
from tests.cast import Cast, SignIn
from tests.instruments.population import values
from tests.supportplans.rows import wanted_goal
from tests.supportplans.story import answered, invitation_of, opened_round, session_of
from tests.surveys.all_shapes import open_shapes
from tests.surveys.asking import incoming
from workers.jobs.after_submission import follow_up

SAID = "Zwaluwnest"
"""A word that stands in no text of ours."""
READ = {
    b"string": redis.Redis.get,
    b"hash": redis.Redis.hgetall,
    b"list": lambda client, key: client.lrange(key, 0, -1),
    b"set": redis.Redis.smembers,
    b"zset": lambda client, key: client.zrange(key, 0, -1),
}
"""How Redis gives what it holds, by the type of the key."""


def columns() -> Iterator[tuple[str, str]]:
    """Give every column of every table, as the database itself lists them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
        )
        yield from cursor.fetchall()


def readable_in_database() -> list[str]:
    """Return the columns in which the word stands, also as bytes."""
    found = []
    for table, column in columns():
        with connection.cursor() as cursor:
            condition = f'"{column}"::text ILIKE ANY(%s)'
            looked = f'SELECT EXISTS (SELECT FROM "{table}" WHERE {condition})'  # noqa: S608 -- as the database lists them
            cursor.execute(looked, [[f"%{SAID}%", f"%{SAID.encode().hex()}%"]])
            if cursor.fetchone()[0]:
                found.append(f"{table}.{column}")
    return found


def readable_in_redis() -> list[str]:
    """Return the keys under which the word stands."""
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        held = {key: READ[client.type(key)](client, key) for key in client.scan_iter()}
    return [str(key) for key, value in held.items() if SAID in f"{key}{value}"]


def whole(definition: Definition) -> dict[str, Any]:
    """Return an answer to every question that is shown, with the word wherever somebody writes."""
    answers: dict[str, Any] = {}
    for key in definition.question_keys:
        if key in visible(definition, answers):
            answers[key] = {"value": values(definition, key)[0]}
    return with_own_words(definition, answers, lambda _key, _words: f"Naar het {SAID}.")


def everybody_says_it(cast: Cast) -> None:
    """Let the word stand wherever words can be given: sent, begun, kept aside, agreed, wanted, noted."""
    wanted_goal(cast.anna, f"Naar het {SAID}")
    asking = opened_round(cast.provider)
    followed: list[UUID] = [
        answered(invitation_of(asking, cast.anna), {"wonen": "change"}, words=SAID),
        answered(invitation_of(asking, cast.anna, Audience.RELATIVE), words=SAID),
    ]
    shapes = open_shapes(cast.provider)
    session = session_of(invitation_of(shapes, cast.anna))
    message = incoming(whole(asked_in(session)))
    submit(session=session, submission=message, at=now())
    followed.append(message.id)
    with suppress(KeptAsideError):
        submit(session=session, submission=incoming(message.answers, id=message.id, style="x"), at=now())
    noor = session_of(invitation_of(shapes, cast.noor))
    for revision in (2, 1):
        with suppress(NewerDraftError):
            save_draft(session=noor, revision=revision, answers={"werk": {"value": f"{SAID} {revision}"}}, at=now())
    for submission_id in followed:
        follow_up(submission_id)
    away = invitation_of(asking, cast.noor).pk
    correct_outcome(invitation_id=away, outcome=Outcome.NOT_REACHED, reason=SAID, staff_id=None, at=now())


def staff_write_it(cast: Cast, browser: Browser) -> None:
    """Let staff write the word on every form about a client."""
    wish = Wish.objects.get(client=cast.anna)
    plan: dict[str, Any] = {"what": SAID, "who": SAID, "due_on": today() + timedelta(days=7)}
    browser.post(reverse("supportplans:wish-agreement", args=[wish.pk]), plan)
    made = Agreement.objects.get(wish=wish)
    send_hand_over(
        client_id=cast.anna.pk,
        receiver=cast.other_provider,
        consent_by=ConsentBy.CLIENT,
        consent_on=today(),
        actor=Actor(ActorKind.STAFF, cast.gerda.pk),
        at=now(),
    )
    close(agreement_id=made.pk, state=AgreementState.NOT_POSSIBLE, reason=SAID)
    browser.get(reverse("supportplans:client-detail", args=[cast.anna.pk]))


def others_note_it(cast: Cast) -> None:
    """Let the word stand in what is noted beside an answer, and in why somebody looked in an emergency."""
    submission = Submission.objects.filter(counted_for__frame_member__client=cast.anna).first()
    assert submission is not None
    about: dict[str, Any] = {"provider": cast.provider, "words": SAID}
    submission.notes.create(question="werk", said_by=AskedBy.CLIENT, noted_at=now(), **about)
    cast.anna.emergency_accesses.create(
        staff=cast.dirk, ground=EmergencyGround.values[0], opened_at=now(), ends_at=now() + timedelta(hours=1), **about
    )


@pytest.mark.django_db
def test_nothing_that_was_said_can_be_read_beside_us(
    cast: Cast, signed_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    everybody_says_it(cast)
    staff_write_it(cast, signed_in(cast.carla))
    others_note_it(cast)
    for model, field in ((Wish, "text"), (ChangeFlag, "words"), (Goal, "words"), (Agreement, "reason")):
        assert any(SAID in getattr(row, field) for row in model.objects.all()), model
    for model, field in (
        (HandOver, "document"),
        (Submission, "answers"),
        (Draft, "answers"),
        (LosingDraft, "answers"),
        (Quarantine, "content"),
    ):
        assert any(SAID in str(getattr(row, field)) for row in model.objects.all()), model
    assert readable_in_database() == []
    assert readable_in_redis() == []
    assert SAID not in "".join(record.getMessage() for record in caplog.records if "django.db" not in record.name)


@pytest.mark.django_db
def test_the_search_finds_what_is_readable(cast: Cast) -> None:
    cast.anna.first_name = SAID
    cast.anna.save()
    assert readable_in_database() == ["organisations_client.first_name"]
