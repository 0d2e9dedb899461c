"""The door to background work: every other room names a job and gives ids; only the worker knows what a job does."""

import uuid
from enum import StrEnum

import structlog
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = structlog.get_logger(__name__)


class Job(StrEnum):
    """The jobs that may be asked for, by the name under which the worker knows them."""

    AFTER_SUBMISSION = "workers.jobs.after_submission"
    ERASE_AGAIN = "workers.jobs.erase_again"
    EXPORT_PERSON = "workers.jobs.export_person"
    EXPORT_TRACES = "workers.jobs.export_traces"
    FOLLOW_MOVES = "workers.jobs.follow_moves"
    PUBLISH_ROUND = "workers.jobs.publish_round"
    REMOVE_DATA = "workers.jobs.remove_data"
    REMOVE_OLD_TRACES = "workers.jobs.remove_old_traces"
    RECHECK_SIGN_INS = "workers.jobs.recheck_sign_ins"
    RESEAL = "workers.jobs.reseal"
    SEND_MAIL = "workers.jobs.send_mail"
    SWEEP = "workers.jobs.sweep"


def enqueue(job: Job, **ids: uuid.UUID | str) -> None:
    """Ask for `job` once the running transaction is committed; each id must be a UUID (ValueError otherwise).

    Where the broker is away nothing is raised and nothing is lost: the rows are the work list, which `Job.SWEEP` reads.
    """
    named = {name: str(uuid.UUID(str(value))) for name, value in ids.items()}
    transaction.on_commit(lambda: _send(job, named))


def _send(job: Job, ids: dict[str, str]) -> None:
    try:
        # Unlike `send_task`, a signature obeys the eager mode of tests.
        current_app.signature(job.value, kwargs=ids).apply_async()
    except OperationalError:
        logger.warning("job_not_queued", job=job.value)
