"""All that is kept about a client, as a file for that person."""

from uuid import UUID

from celery import shared_task

from organisations.clock import now
from organisations.operations.person_files import make_person_export
from workers.queue import Job


@shared_task(name=Job.EXPORT_PERSON.value)
def export_person(*, export_id: str, **_: object) -> None:
    """Make an export; making it again changes nothing."""
    make_person_export(export_id=UUID(export_id), at=now())
