"""What the aftermath of a submission needs to know."""

from datetime import datetime
from uuid import UUID

from organisations.sealing.unreadable import refuse_unreadable
from surveys.choices import Audience, Helped, Informant, Mode
from surveys.data import SubmissionData
from surveys.definitions import asked_in
from surveys.models import Submission


def submission_for_follow_up(submission_id: UUID) -> SubmissionData:
    """Return a submission with its round, client and questionnaire.

    Raises Submission.DoesNotExist, and KeyLostError when its words cannot be opened now: nothing may follow from a
    sentence that says so.
    """
    row = (
        Submission.objects.select_related("session__release", "session__invitation__frame_member__round_unit")
        .defer("session__release__definition")
        .get(pk=submission_id)
    )
    refuse_unreadable([row.answers, row.session.context])
    invitation = row.session.invitation
    member = invitation.frame_member
    return SubmissionData(
        id=row.id,
        provider_id=row.provider_id,
        round_id=member.round_id,
        client_id=member.client_id,
        unit_id=member.round_unit.unit_id,
        relative_id=invitation.relative_id,
        mode=Mode(row.mode),
        audience=Audience(invitation.audience),
        informant=Informant(row.informant),
        helped=Helped(row.helped),
        answers=row.answers,
        definition=asked_in(row.session),
        received_at=row.received_at,
        followed_up_at=row.followed_up_at,
        language=row.language,
    )


def submissions_to_follow_up(*, before: datetime, limit: int = 500) -> list[UUID]:
    """Return the oldest submissions that came before a moment and were not followed up yet."""
    waiting = Submission.objects.filter(followed_up_at=None, received_at__lt=before).order_by("received_at")
    return list(waiting.values_list("pk", flat=True)[:limit])
