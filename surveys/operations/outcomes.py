"""What became of somebody who was asked, other than an answer of their own making."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from instruments.answers import validate_answers
from instruments.definition.model import Definition
from instruments.questions import files_in
from organisations.sealing.unreadable import refuse_unreadable
from surveys.choices import Audience, FrameEvent, Outcome, RoundStatus
from surveys.data import IncomingSubmission, Receipt
from surveys.definitions import asked_in
from surveys.models import (
    AccessCode,
    AnsweringSession,
    Draft,
    FrameMember,
    Invitation,
    LosingDraft,
    OutcomeChange,
)
from surveys.operations.media import forget_media_of, media_faults
from surveys.operations.submissions import submit
from surveys.rules.answering import left_by_hand, may_be_asked, may_be_corrected

NOT_SENT = UUID(int=0)
"""The id of no submission."""


class CorrectionRefusedError(Exception):
    """An outcome cannot be corrected like this; the message says why and what can be done."""


@transaction.atomic
def prefer_not(*, session: AnsweringSession, at: datetime) -> None:
    """Record "Nee, liever niet" and nothing else: what was begun is thrown away and the code is used up.

    Saying it again changes nothing. After an answer, or after the round closed, the outcome stays as it is. Of a client
    who is noted as gone all stays as it is, so that it is there when that was a mistake.
    """
    invitation = _locked(session.invitation_id)
    if _is_gone(invitation):
        return
    status = RoundStatus(invitation.frame_member.round.status)
    if may_be_asked(status=status, outcome=Outcome(invitation.outcome)):
        invitation.outcome = Outcome.REFUSED
        invitation.save(update_fields=("outcome",))
        AccessCode.objects.filter(invitation=invitation, used_at=None).update(used_at=at)
    _forget_drafts(session.invitation_id)
    AnsweringSession.objects.filter(invitation=invitation, ended_at=None).update(ended_at=at)


def withdraw(*, session: AnsweringSession, keep: bool, at: datetime) -> Receipt | None:
    """Record "Ik wil niet meer". `keep`: what was said so far counts as an answer in part; else it is thrown away.

    Returns the receipt of what was kept, None when nothing was. Answers that are kept go the way of every submission.
    Raises KeptAsideError when somebody answered meanwhile.
    """
    said = _said_so_far(session) if keep else {}
    if not said:
        prefer_not(session=session, at=at)
        return None
    profile = session.context.get("profile", {})
    begun = IncomingSubmission(
        id=uuid4(),
        answers=said,
        style=profile.get("style", ""),
        language=profile.get("language", "nl"),
        order_shown=tuple(said),
    )
    return submit(session=session, submission=begun, at=at)


def _said_so_far(session: AnsweringSession) -> dict[str, Any]:
    """The answers of the draft that are whole; half a word that was never confirmed is nobody's answer.

    Raises KeyLostError for a draft that cannot be opened now: it is not to be taken for an empty one.
    """
    draft = session.drafts.first()
    refuse_unreadable(draft.answers if draft else {})
    definition = asked_in(session)
    found: dict[str, Any] = {}
    for key in definition.question_keys if draft else ():
        kept = {**found, key: draft.answers.get(key)} if draft else {}
        if kept.get(key) is not None and _is_whole(session, definition, kept, key):
            found = kept
    return found


def _is_whole(session: AnsweringSession, definition: Definition, said: dict[str, Any], key: str) -> bool:
    """Whether the newest answer fits the others, and the file that it may name is there."""
    if validate_answers(definition, said, order_shown=tuple(said)):
        return False
    files = files_in(definition, {key: said[key]})
    return not media_faults(session_id=session.pk, submission_id=NOT_SENT, named=files)


@transaction.atomic
def correct_outcome(
    *, invitation_id: UUID, outcome: Outcome, reason: str, staff_id: UUID | None, at: datetime
) -> Invitation:
    """Let staff write down what became of an invitation: not reached, no fitting form, left, or to be asked after all.

    Who was asked before they left stays in the denominator. Leaves a trace of what it was before. Raises
    CorrectionRefusedError.
    """
    invitation = _locked(invitation_id)
    before, status = Outcome(invitation.outcome), RoundStatus(invitation.frame_member.round.status)
    if not reason.strip():
        raise CorrectionRefusedError(_("Say in a few words why, so that a colleague understands it."))
    if _is_gone(invitation):
        raise CorrectionRefusedError(_("This client left or died, so nobody is asked any more."))
    if not may_be_corrected(status=status, before=before, after=outcome):
        raise CorrectionRefusedError(_("This cannot be changed: the person answered, or the round has closed."))
    if outcome == Outcome.LEFT:
        outcome = _left(invitation, before)
    invitation.outcome, invitation.reason = outcome, reason.strip()
    invitation.save(update_fields=("outcome", "reason"))
    if before != outcome:
        OutcomeChange.objects.create(
            invitation=invitation, before=before, after=outcome, staff_id=staff_id, changed_at=at
        )
    if not may_be_asked(status=status, outcome=outcome):
        AccessCode.objects.filter(invitation=invitation, used_at=None, voided_at=None).update(voided_at=at)
    return invitation


def _locked(invitation_id: UUID) -> Invitation:
    waiting = Invitation.objects.select_for_update(of=("self",)).select_related("frame_member__round")
    return waiting.get(pk=invitation_id)


def _left(invitation: Invitation, before: Outcome) -> Outcome:
    """What it is when a relative died or left. Of a client it follows from the note under Changes, for every round."""
    if invitation.audience == Audience.CLIENT:
        raise CorrectionRefusedError(_("Note under Changes that this client died or left; then it is so here too."))
    return left_by_hand(before, asked=invitation.codes.exists() or invitation.sessions.exists())


def _is_gone(invitation: Invitation) -> bool:
    """Whether the client died or left; read anew, for it may have been noted while the invitation was waited for."""
    happened = FrameMember.objects.filter(pk=invitation.frame_member_id).values_list("happened", flat=True).get()
    return happened in {FrameEvent.DIED, FrameEvent.LEFT}


def _forget_drafts(invitation_id: UUID) -> None:
    Draft.objects.filter(session__invitation_id=invitation_id).delete()
    LosingDraft.objects.filter(session__invitation_id=invitation_id).delete()
    forget_media_of(invitation_id)
