"""What somebody asked to remove and whose day has come, what is over its term, and files that belong to nothing."""

from datetime import timedelta

import structlog
from celery import shared_task

from organisations.clock import now
from organisations.erasure.stored_files import sweep_files
from organisations.operations.erasure import erase_due
from organisations.operations.retention import remove_over_term
from workers.queue import Job

A_DAY = timedelta(days=1)
"""A file is stored before its row is: only one that is older than this certainly has none."""

logger = structlog.get_logger(__name__)


@shared_task(name=Job.REMOVE_DATA.value)
def remove_data(**_: object) -> None:
    """Remove it, and write down how much went."""
    at = now()
    people = erase_due(at=at)
    rows = remove_over_term(at=at)
    loose = sweep_files(before=at - A_DAY)
    logger.info("data_removed", people=people, rows=rows, loose_files=loose)
