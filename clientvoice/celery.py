"""The Celery application of worker, beat and web."""

import os

import structlog
from celery import Celery, Task
from celery.signals import task_failure, worker_ready

from workers.queue import Job
from workers.schedule import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientvoice.settings")

log = structlog.get_logger(__name__)
app = Celery("clientvoice")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    imports=("workers.jobs",),
    beat_schedule=SCHEDULE,
    enable_utc=True,
    # Only ids travel, so JSON suffices; and nobody waits for a result.
    accept_content=["json"],
    task_serializer="json",
    task_ignore_result=True,
    # A task is acknowledged when it is done: what a killed worker held is done again. Every job can stand that.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    broker_transport_options={"visibility_timeout": 3600, "socket_connect_timeout": 1, "socket_timeout": 5},
    task_soft_time_limit=600,
    task_time_limit=660,
    # A page must not wait for a broker that is away: one quick try, then the sweep finds the work.
    task_publish_retry=False,
    broker_connection_timeout=1,
    broker_connection_retry_on_startup=True,
    worker_hijack_root_logger=False,
)


@task_failure.connect
def log_failure(sender: "Task[..., object]", task_id: str, exception: BaseException, **_: object) -> None:
    """Log that a job failed: its name, its id, and the kind of the error."""
    log.error("job_failed", job=sender.name, task=task_id, exc_info=exception)


@worker_ready.connect
def erase_again(**_: object) -> None:
    """See to it that nobody who was erased comes back with a backup: asked for whenever a worker starts."""
    app.signature(Job.ERASE_AGAIN.value).apply_async()
