"""The whole aftermath of an answer, in order."""

from uuid import UUID

from celery import shared_task
from django.db import transaction

from organisations.clock import now, today
from supportplans.operations.agreed import record_agreements
from supportplans.operations.catching_up import catch_up
from supportplans.operations.flags import record_change_answers
from surveys.operations.follow_up import mark_followed_up, start_follow_up
from workers.queue import Job


@shared_task(name=Job.AFTER_SUBMISSION.value)
def after_submission(*, submission_id: str, **_: object) -> None:
    """Do all that follows from a submission, or nothing; what was followed up already is left alone."""
    follow_up(UUID(submission_id))


@transaction.atomic
def follow_up(submission_id: UUID) -> None:
    """Hold the submission, do each step, tick it off. A second one at the same time waits, and then finds it done."""
    submission = start_follow_up(submission_id=submission_id)
    if submission is None:
        return
    record_change_answers(submission=submission)
    record_agreements(submission=submission)
    catch_up(client_id=submission.client_id, on=today())
    mark_followed_up(submission_id=submission_id, at=now())
