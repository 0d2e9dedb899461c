"""Choosing who looks along about a client, taking somebody back, and taking the support worker's half of a pair."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from instruments.definition.suiting import Relation
from surveys.choices import (
    COUNTED_OUTCOMES,
    Audience,
    CaseKind,
    FrameEvent,
    Informant,
    Outcome,
    Perspective,
    RoundStatus,
)
from surveys.models import Case, Draft, Invitation, Quarantine
from surveys.operations.media import forget_media_of
from surveys.queries.candidates import Candidate, candidates
from surveys.rules.cases import may_look_from


class CaseRefusedError(Exception):
    """Nobody can be added, taken back or put in another's place like this. `field` names what to change, if any."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def add_observer(*, case_id: UUID, person: str, relation: Relation, on: date) -> Invitation:
    """Ask somebody to look along about a client, from one side. Asking the same person again changes nothing.

    person: the code of a `Candidate`. Raises CaseRefusedError when the round closed, the side is taken, or the person
    may not look along from it.
    """
    case = _locked(case_id)
    if case.kind != CaseKind.OBSERVATION:
        raise CaseRefusedError(_("In a pair of lists nobody else answers."))
    _refuse_when_over(case)
    candidate = _candidate(case, person, on)
    if not may_look_from(candidate.known, relation):
        raise CaseRefusedError(_("This person does not know the client from that side."), "relation")
    for other in case.invitations.all():
        if (other.relative_id, other.staff_id) == (candidate.relative_id, candidate.staff_id):
            return _same(other, relation)
        if other.perspective == relation.value:
            raise CaseRefusedError(_("Somebody looks from this side already. Take them back first."), "relation")
    return _invited(case, candidate, relation)


def _candidate(case: Case, person: str, on: date) -> Candidate:
    client = case.frame_member.client
    found = next((one for one in candidates(client, on=on) if one.code == person), None)
    if found is None:
        raise CaseRefusedError(_("This person cannot look along with this client. Choose somebody else."), "person")
    return found


def _same(there: Invitation, relation: Relation) -> Invitation:
    if there.perspective != relation.value:
        raise CaseRefusedError(_("This person looks along already, from another side."), "person")
    return there


def _invited(case: Case, candidate: Candidate, relation: Relation) -> Invitation:
    return Invitation.objects.create(
        provider_id=case.provider_id,
        frame_member=case.frame_member,
        audience=Audience.OBSERVER,
        informant=Informant.OBSERVER,
        relative_id=candidate.relative_id,
        staff_id=candidate.staff_id,
        case=case,
        perspective=Perspective(relation.value),
    )


@transaction.atomic
def take_back(*, invitation_id: UUID) -> None:
    """Ask somebody after all not to look along; what they began is thrown away and their letter stops working.

    Doing it again changes nothing. Raises CaseRefusedError when they answered, or the round closed.
    """
    found = Invitation.objects.select_for_update(of=("self",)).filter(pk=invitation_id, audience=Audience.OBSERVER)
    invitation = found.select_related("frame_member__round").first()
    if invitation is None:
        return
    _refuse_when_closed(invitation.frame_member.round.status)
    _refuse_when_answered(invitation)
    invitation.delete()


@transaction.atomic
def take_part(*, case_id: UUID, staff_id: UUID) -> Invitation:
    """Put a member of staff in the support worker's half of a pair, in the place of whoever it was for.

    What the other began is thrown away: it is that person's own. The same person again changes nothing.
    Raises CaseRefusedError when that half was answered, or the round closed.
    """
    halves = Invitation.objects.select_for_update(of=("self",)).select_related(
        "frame_member__round", "case__frame_member"
    )
    half = halves.get(case_id=case_id, audience=Audience.SUPPORT_WORKER)
    if half.staff_id == staff_id or half.case is None:
        return half
    _refuse_when_closed(half.frame_member.round.status)
    _refuse_when_over(half.case)
    _refuse_when_answered(half)
    _forget_begun(half)
    half.staff_id, half.outcome = staff_id, Outcome.OPEN
    half.save(update_fields=("staff", "outcome"))
    return half


def _forget_begun(half: Invitation) -> None:
    """Take the former person's session out of their hands, with all that was in it."""
    Draft.objects.filter(session__invitation=half).delete()
    forget_media_of(half.pk)
    for session in half.sessions.filter(ended_at=None):
        session.losing_drafts.all().delete()
    half.sessions.filter(ended_at=None, submissions=None, quarantined=None).delete()


def _locked(case_id: UUID) -> Case:
    case = (
        Case.objects.select_for_update(of=("self",))
        .select_related("frame_member__round", "frame_member__client__provider")
        .get(pk=case_id)
    )
    _refuse_when_closed(case.frame_member.round.status)
    return case


def _refuse_when_closed(status: str) -> None:
    if status != RoundStatus.OPEN:
        raise CaseRefusedError(_("The round has closed, so nobody is asked any more."))


def _refuse_when_over(case: Case) -> None:
    """Nobody begins about a client who died or left, nor in the second case of one person."""
    over = case.gave_way or any(each.outcome == Outcome.DUPLICATE for each in case.invitations.all())
    if over or case.frame_member.happened in {FrameEvent.DIED, FrameEvent.LEFT}:
        raise CaseRefusedError(_("About this client nobody is asked here any more."))


def _refuse_when_answered(invitation: Invitation) -> None:
    """What came in stays: also what was kept aside for somebody to look at."""
    kept = Quarantine.objects.filter(session__invitation=invitation).exists()
    if kept or invitation.outcome in COUNTED_OUTCOMES:
        raise CaseRefusedError(_("This person has answered. What was said stays."))
