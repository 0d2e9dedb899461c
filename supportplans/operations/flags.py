"""Making flags and wishes of what a client said by name."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from supportplans.choices import ChangeAnswer
from supportplans.models import ChangeFlag, Wish
from supportplans.rules.change_answers import Said, said
from surveys.choices import Audience, Mode
from surveys.data import SubmissionData


@transaction.atomic
def record_change_answers(*, submission: SubmissionData) -> tuple[ChangeFlag, ...]:
    """Write a flag per change question that the client answered by name, and a wish where something else is wanted.

    Both date from when it was said. Doing it again changes nothing. What was told in confidence, or by somebody else
    than the client, makes no flag. A wish belongs to the team in which the client was asked; when that team is gone, to
    the provider. Returns the flags.
    """
    if submission.mode != Mode.NAMED or submission.audience != Audience.CLIENT:
        return ()
    found = said(submission.definition, submission.answers, language=submission.language)
    ChangeFlag.objects.bulk_create((_flag(submission, one) for one in found), ignore_conflicts=True)
    flags = tuple(ChangeFlag.objects.filter(submission_id=submission.id).order_by("domain"))
    team_id = submission.unit_id or submission.provider_id
    wanted = (flag for flag in flags if flag.answer == ChangeAnswer.CHANGE)
    Wish.objects.bulk_create((_wish(flag, team_id, submission.received_at) for flag in wanted), ignore_conflicts=True)
    return flags


def _flag(submission: SubmissionData, one: Said) -> ChangeFlag:
    return ChangeFlag(
        provider_id=submission.provider_id,
        client_id=submission.client_id,
        submission_id=submission.id,
        mode=Mode.NAMED,
        domain=one.domain,
        domain_label=one.label,
        domain_picture=one.picture,
        answer=one.answer,
        words=one.words,
        said_on=localdate(submission.received_at),
    )


def _wish(flag: ChangeFlag, team_id: UUID, at: datetime) -> Wish:
    return Wish(
        provider_id=flag.provider_id,
        client_id=flag.client_id,
        flag=flag,
        team_id=team_id,
        text=flag.words,
        created_at=at,
    )
