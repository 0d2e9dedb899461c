"""The door to background work: after commit, ids only, and never an error for the one who asks."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from uuid import uuid4

import pytest
import redis
from celery import Celery, current_app
from django.conf import settings
from django.db import transaction

from workers.queue import Job, enqueue
from workers.schedule import SCHEDULE

Captured = Callable[..., AbstractContextManager[list[Callable[[], None]]]]


@pytest.fixture
def broker() -> Iterator[redis.Redis]:
    """The real broker, empty."""
    client = redis.Redis.from_url(settings.REDIS_URL)
    client.delete("celery")
    yield client
    client.delete("celery")
    client.close()


@pytest.mark.django_db
def test_job_goes_out_after_commit_with_ids_alone(
    broker: redis.Redis, django_capture_on_commit_callbacks: Captured
) -> None:
    submission = uuid4()
    with django_capture_on_commit_callbacks(execute=True):
        enqueue(Job.AFTER_SUBMISSION, submission_id=submission)
        assert broker.llen("celery") == 0
    message = json.loads(broker.lindex("celery", 0))
    assert message["headers"]["task"] == "workers.jobs.after_submission"
    assert str(submission) in message["headers"]["kwargsrepr"]


@pytest.mark.django_db(transaction=True)
def test_job_of_a_transaction_that_failed_never_goes_out(broker: redis.Redis) -> None:
    with transaction.atomic():
        enqueue(Job.PUBLISH_ROUND, round_id=uuid4())
        transaction.set_rollback(True)
    assert broker.llen("celery") == 0


@pytest.mark.django_db
def test_anything_but_an_id_is_refused() -> None:
    with pytest.raises(ValueError, match="badly formed"):
        enqueue(Job.AFTER_SUBMISSION, submission_id="Sam de Wit")


@pytest.fixture
def _broker_away() -> Iterator[None]:
    usual = current_app._get_current_object()
    away = Celery("away", broker="redis://127.0.0.1:1/0", set_as_current=True)
    away.conf.update(task_publish_retry=False, broker_transport_options=usual.conf.broker_transport_options)
    yield
    usual.set_current()


@pytest.mark.django_db
@pytest.mark.usefixtures("_broker_away")
def test_broker_that_is_away_stops_nobody(
    django_capture_on_commit_callbacks: Captured, caplog: pytest.LogCaptureFixture
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        enqueue(Job.SWEEP)
    assert "job_not_queued" in caplog.text


def test_beat_asks_only_for_known_jobs() -> None:
    assert {entry["task"] for entry in SCHEDULE.values()} <= set(Job)
