"""What happens in lives, in this room: invitations, codes and sessions end and open again; the frozen frame stays."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop

from organisations.choices import DepartureKind
from organisations.life.base import Follower
from organisations.models import Departure, Placement
from surveys.choices import GONE, FrameEvent, Outcome, RoundStatus
from surveys.models import AccessCode, AnsweringSession, FrameMember, Invitation, OutcomeChange
from surveys.rules.answering import FINAL, outcome_when_gone

EVENTS = {DepartureKind.DIED: FrameEvent.DIED, DepartureKind.LEFT: FrameEvent.LEFT}
REASON = gettext_noop("The client left or died.")


class AskingFollows(Follower):
    """Nobody is asked any more, letters open nothing, sessions end; drafts stay, sealed by their ended session."""

    def gone(self, departure: Departure) -> None:
        """End what is open about the client in open rounds. What was answered or declined stays as it is."""
        waiting = _waiting(departure.client_id).exclude(outcome__in=sorted(FINAL))
        asked = Exists(AccessCode.objects.filter(invitation=OuterRef("pk"))) | Exists(
            AnsweringSession.objects.filter(invitation=OuterRef("pk"))
        )
        for invitation in waiting.annotate(asked=asked):
            after = outcome_when_gone(Outcome(invitation.outcome), asked=invitation.asked)
            _change(invitation, after, staff_id=departure.noted_by_id, at=departure.noted_at)
        close_doors(departure.client_id, at=departure.noted_at)
        _frame(departure.client_id).update(happened=EVENTS[DepartureKind(departure.kind)])

    def mistaken(self, departure: Departure, *, staff_id: UUID | None, at: datetime) -> None:
        """Open again what ended at that moment: outcomes, codes of letters and sessions with their drafts."""
        _ask_again(departure, staff_id, at)
        about = {"invitation__frame_member__client": departure.client_id}
        open_ = {"invitation__frame_member__round__status": RoundStatus.OPEN}
        AccessCode.objects.filter(**about, **open_, voided_at=departure.noted_at).update(voided_at=None)
        AnsweringSession.objects.filter(**about, **open_, ended_at=departure.noted_at).update(ended_at=None)
        self.moved([departure.client_id], on=localdate(at))

    def returned(self, departure: Departure, *, staff_id: UUID | None, at: datetime, on: date) -> None:
        """Ask again in rounds that are still open, by a new letter: an old one lies who knows where."""
        _ask_again(departure, staff_id, at)
        self.moved([departure.client_id], on=on)

    def moved(self, client_ids: Collection[UUID], *, on: date) -> None:
        """Note who has no placement in the unit of the frame any more; they stay counted there."""
        members = FrameMember.objects.filter(client__in=client_ids, round__status=RoundStatus.OPEN)
        here = Placement.objects.filter(
            client=OuterRef("client"), unit=OuterRef("round_unit__unit"), period__contains=on
        )
        members.filter(~Exists(here), happened="").update(happened=FrameEvent.MOVED)
        members.filter(Exists(here), happened=FrameEvent.MOVED).update(happened="")


def close_doors(client_id: UUID, *, at: datetime) -> None:
    """Void the letters and end the sessions about a client.

    A session keeps its secret: what a tablet sends later is kept aside for a human instead of being turned away.
    """
    about = {"invitation__frame_member__client": client_id}
    AccessCode.objects.filter(**about, used_at=None, voided_at=None).update(voided_at=at)
    AnsweringSession.objects.filter(**about, ended_at=None).update(ended_at=at)


def _waiting(client_id: UUID) -> QuerySet[Invitation]:
    """The invitations about a client in open rounds, held until the transaction ends: nobody sends meanwhile."""
    about = Q(frame_member__client=client_id, frame_member__round__status=RoundStatus.OPEN)
    return Invitation.objects.filter(about).select_for_update(of=("self",)).order_by("pk")


def _frame(client_id: UUID) -> QuerySet[FrameMember]:
    """The client's place in the frames of open rounds; a second record in one stays marked as that."""
    members = FrameMember.objects.filter(client=client_id, round__status=RoundStatus.OPEN)
    return members.exclude(happened=FrameEvent.DUPLICATE)


def _ask_again(departure: Departure, staff_id: UUID | None, at: datetime) -> None:
    """Give each invitation the outcome it had, unless it has another one since."""
    changed = OutcomeChange.objects.filter(
        invitation__frame_member__client=departure.client_id, changed_at=departure.noted_at
    )
    before = {change.invitation_id: change for change in changed}
    for invitation in _waiting(departure.client_id).filter(pk__in=before):
        if invitation.outcome == before[invitation.pk].after:
            _change(invitation, Outcome(before[invitation.pk].before), staff_id=staff_id, at=at)
    still_left = Departure.objects.filter(client=departure.client_id, undone_at=None, returned_on=None).exists()
    _frame(departure.client_id).update(happened=FrameEvent.LEFT if still_left else "")


def _change(invitation: Invitation, after: Outcome, *, staff_id: UUID | None, at: datetime) -> None:
    """Write the outcome; a reason that staff gave before stays, so that it is still there when it was a mistake."""
    OutcomeChange.objects.create(
        invitation=invitation, before=invitation.outcome, after=after, staff_id=staff_id, changed_at=at
    )
    said = "" if invitation.reason == REASON else invitation.reason
    invitation.outcome, invitation.reason = after, said or (REASON if after in GONE else "")
    invitation.save(update_fields=("outcome", "reason"))
