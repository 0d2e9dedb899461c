"""Nobody who was erased comes back with a backup."""

import structlog
from celery import shared_task

from organisations.operations import erasure
from workers.queue import Job

logger = structlog.get_logger(__name__)


@shared_task(name=Job.ERASE_AGAIN.value)
def erase_again(**_: object) -> None:
    """Erase again whom an older backup brought back; asked for whenever a worker starts."""
    if people := erasure.erase_again():
        logger.warning("erased_again", people=people)
