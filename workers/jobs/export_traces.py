"""A file of the access log."""

from uuid import UUID

from celery import shared_task

from organisations.clock import now
from organisations.operations.trace_files import make_export
from workers.queue import Job


@shared_task(name=Job.EXPORT_TRACES.value)
def export_traces(*, export_id: str, **_: object) -> None:
    """Make the file; making it again changes nothing."""
    make_export(export_id=UUID(export_id), at=now())
