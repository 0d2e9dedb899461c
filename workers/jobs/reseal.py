"""Sealing anew with a new data key."""

from celery import shared_task

from organisations.clock import now
from organisations.operations.resealing import reseal as reseal_some
from organisations.operations.resealing import waits_for_resealing
from workers.queue import Job

AT_ONCE = 2_000
"""Rows and files a minute: the pages keep the machine."""


@shared_task(name=Job.RESEAL.value)
def reseal(**_: object) -> None:
    """Seal the next of what lies there anew, while there is a key with which that was not finished."""
    if waits_for_resealing(at=now()):
        reseal_some(limit=AT_ONCE, at=now())
