"""What was asked to be removed, what is over its term, files that belong to nothing, hand-overs without an answer."""

from datetime import timedelta

import structlog
from celery import shared_task

from organisations.clock import now
from organisations.erasure.stored_files import sweep_files
from organisations.operations.erasure import erase_due
from organisations.operations.retention import remove_over_term
from supportplans.operations.hand_overs import take_back_unanswered
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
    unanswered = take_back_unanswered(at=at)
    logger.info("data_removed", people=people, rows=rows, loose_files=loose, hand_overs=unanswered)
