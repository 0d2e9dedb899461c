"""This room's part in making two records one: in each round one of two invitations counts, and no answer is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from organisations.merging.base import Line, Pair, Part, repoint
from surveys.choices import COUNTED_OUTCOMES, FrameEvent, Outcome, RoundStatus
from surveys.models import AccessCode, AnsweringSession, FrameMember, Invitation, OutcomeChange
from surveys.rules.merging import kept_counts

REASON = gettext_noop("The same person stood in the list twice.")
Side = tuple[str, str, UUID | None]


@dataclass(frozen=True, slots=True)
class Both:
    """A round whose frame holds both records: the member that counts, the other, and the invitations that give way."""

    stays: FrameMember
    twice: FrameMember
    giving_way: tuple[Invitation, ...]

    @property
    def both_answered(self) -> bool:
        """Whether an answer is kept without counting, because the other one counts."""
        return any(each.outcome in COUNTED_OUTCOMES for each in self.giving_way)


class AskingMerge(Part):
    """A closed round stays as it was published; in an open one the same person is asked and counted once."""

    models = (FrameMember,)

    def foreseen(self, pair: Pair) -> list[Line]:
        """Say in how many rounds the person stands once, and in how many twice."""
        members = FrameMember.objects.filter(client=pair.gone).count()
        both = list(_twice(pair))
        if not members:
            return []
        return [Line("FrameMember", _("rounds"), members - len(both), len(both), _note(both))]

    def merge(self, pair: Pair, *, staff_id: UUID | None, at: datetime) -> None:
        """Mark who stands twice, then let all of them be about the record that stays."""
        for both in list(_twice(pair)):
            for invitation in both.giving_way:
                _give_way(invitation, staff_id, at)
            FrameMember.objects.filter(pk=both.twice.pk).update(
                eligible=False, reason=REASON, happened=FrameEvent.DUPLICATE
            )
        repoint(FrameMember, pair)


def _note(both: list[Both]) -> str:
    words = []
    if both:
        words.append(_("In these rounds the person stood in the list twice. The answer that is there counts."))
    if any(each.both_answered for each in both):
        words.append(_("There are two answers in one round. Both are kept; one counts."))
    return " ".join(words)


def _twice(pair: Pair) -> Iterator[Both]:
    """Give each round in which both records stand."""
    mine = _members(pair.kept.pk)
    theirs = _members(pair.gone.pk)
    for round_id in mine.keys() & theirs.keys():
        yield _judged(mine[round_id], theirs[round_id])


def _members(client_id: UUID) -> dict[UUID, FrameMember]:
    rows = FrameMember.objects.filter(client=client_id).exclude(happened=FrameEvent.DUPLICATE)
    return {row.round_id: row for row in rows.select_related("round").prefetch_related("invitations").order_by("pk")}


def _judged(kept: FrameMember, gone: FrameMember) -> Both:
    own, other = _by_side(kept), _by_side(gone)
    counts = {
        side: kept_counts(Outcome(own[side].outcome), Outcome(other[side].outcome)) for side in own.keys() & other
    }
    giving_way = tuple(other[side] if first else own[side] for side, first in counts.items())
    clients = [first for (_audience, _informant, relative), first in counts.items() if relative is None]
    stays, twice = (kept, gone) if all(clients) else (gone, kept)
    return Both(stays, twice, giving_way if kept.round.status == RoundStatus.OPEN else ())


def _by_side(member: FrameMember) -> dict[Side, Invitation]:
    """The invitations outside cases by who is asked; a case is between people, and each stays whole."""
    return {
        (each.audience, each.informant, each.relative_id): each
        for each in member.invitations.all()
        if each.case_id is None
    }


def _give_way(invitation: Invitation, staff_id: UUID | None, at: datetime) -> None:
    """Let an invitation count no more; its submission, if any, stays as it was said."""
    OutcomeChange.objects.create(
        invitation=invitation, before=invitation.outcome, after=Outcome.DUPLICATE, staff_id=staff_id, changed_at=at
    )
    Invitation.objects.filter(pk=invitation.pk).update(outcome=Outcome.DUPLICATE, reason=REASON, counted=None)
    AccessCode.objects.filter(invitation=invitation, used_at=None, voided_at=None).update(voided_at=at)
    AnsweringSession.objects.filter(invitation=invitation, ended_at=None).update(ended_at=at)
