"""The one thing about a submission that may change: that its aftermath is done."""

from datetime import datetime
from uuid import UUID

from surveys.data import SubmissionData
from surveys.models import Submission
from surveys.queries import submission_for_follow_up


def start_follow_up(*, submission_id: UUID) -> SubmissionData | None:
    """Hold the submission until the running transaction ends, and return what its aftermath needs.

    None when it was followed up already, or does not exist. Who starts meanwhile waits, and then gets None.
    """
    waiting = Submission.objects.select_for_update().filter(pk=submission_id, followed_up_at=None)
    return submission_for_follow_up(submission_id) if waiting.first() else None


def mark_followed_up(*, submission_id: UUID, at: datetime) -> None:
    """Note that everything that follows a submission was done; the first moment stays."""
    Submission.objects.filter(pk=submission_id, followed_up_at=None).update(followed_up_at=at)
