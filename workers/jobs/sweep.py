"""Finds among the rows the work whose message was lost."""

from datetime import timedelta
from uuid import UUID

import structlog
from celery import shared_task
from django.db import DatabaseError

from organisations.clock import now
from organisations.operations.pending_imports import forget_old_files
from organisations.operations.sessions import forget_ended_sessions
from organisations.queries.accounts import mail_to_send
from organisations.queries.removing import person_exports_to_make
from organisations.queries.trace_exports import exports_to_make
from reports.queries.unpublished import rounds_to_publish
from surveys.operations.media import forget_loose_media
from surveys.queries.follow_up import submissions_to_follow_up
from workers.jobs.after_submission import follow_up
from workers.queue import Job, enqueue

PATIENCE = timedelta(minutes=2)
"""How long a message may be under way before it counts as lost."""
AT_ONCE = 500
NOT_SENT = timedelta(days=1)
"""How long a photo, drawing or recording waits for the answers that it belongs to."""

logger = structlog.get_logger(__name__)


@shared_task(name=Job.SWEEP.value)
def sweep(**_: object) -> None:
    """Follow up what was left lying, a bounded number at a time, and ask again for publications that never came.

    What was photographed, drawn or recorded and never sent goes, and so do sign-ins that ended and files with
    people to which nobody said yes.
    """
    before = now() - PATIENCE
    for submission_id in submissions_to_follow_up(before=before, limit=AT_ONCE):
        _follow_up(submission_id)
    for round_id in rounds_to_publish(closed_before=before):
        enqueue(Job.PUBLISH_ROUND, round_id=round_id)
    forget_loose_media(before=now() - NOT_SENT, limit=AT_ONCE)
    for mail_id in mail_to_send(before=before, limit=AT_ONCE):
        enqueue(Job.SEND_MAIL, mail_id=mail_id)
    for export_id in exports_to_make(before=before, limit=AT_ONCE):
        enqueue(Job.EXPORT_TRACES, export_id=export_id)
    for export_id in person_exports_to_make(before=before, limit=AT_ONCE):
        enqueue(Job.EXPORT_PERSON, export_id=export_id)
    forget_ended_sessions(at=now())
    forget_old_files(at=now())


def _follow_up(submission_id: UUID) -> None:
    """Follow up one of many: whatever is wrong with it must not keep the others waiting."""
    try:
        follow_up(submission_id)
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 -- a traceback could carry what somebody said into the log; its kind cannot
        logger.error("follow_up_failed", submission_id=str(submission_id), error=type(error).__name__)  # noqa: TRY400
