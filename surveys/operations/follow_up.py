"""The one thing about a submission that may change: that its aftermath is done."""

from datetime import datetime
from uuid import UUID

from surveys.models import Submission


def mark_followed_up(*, submission_id: UUID, at: datetime) -> None:
    """Note that everything that follows a submission was done; the first moment stays."""
    Submission.objects.filter(pk=submission_id, followed_up_at=None).update(followed_up_at=at)
