"""What is over its term leaves the access log."""

import structlog
from celery import shared_task

from organisations.clock import now, today
from organisations.operations import old_traces
from workers.queue import Job

logger = structlog.get_logger(__name__)


@shared_task(name=Job.REMOVE_OLD_TRACES.value)
def remove_old_traces(**_: object) -> None:
    """Remove events and files of the log whose term is over."""
    events = old_traces.remove_old_traces(on=today())
    exports = old_traces.remove_old_exports(at=now())
    logger.info("old_traces_removed", events=events, exports=exports)
