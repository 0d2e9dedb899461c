"""The results of a closed round."""

from uuid import UUID

from celery import shared_task

from organisations.clock import now
from reports.operations.publish import publish_round as publish
from workers.queue import Job


@shared_task(name=Job.PUBLISH_ROUND.value)
def publish_round(*, round_id: str, **_: object) -> None:
    """Publish a round; publishing it again changes nothing."""
    publish(round_id=UUID(round_id), at=now())
