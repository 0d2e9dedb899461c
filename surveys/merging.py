"""This room's part in making two records one: in each round one of two invitations counts, and no answer is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from organisations.merging.base import Line, Pair, Part, repoint
from surveys.choices import COUNTED_OUTCOMES, IN_CASES, Audience, CaseKind, FrameEvent, Outcome, RoundStatus
from surveys.models import AccessCode, AnsweringSession, Case, Draft, FrameMember, Invitation, OutcomeChange
from surveys.rules.merging import Asking, Begun, kept_case_counts, kept_counts

REASON = gettext_noop("The same person stood in the list twice.")
Side = tuple[str, str, UUID | None]
LIVE_CODE = AccessCode.objects.filter(invitation=OuterRef("pk"), used_at=None, voided_at=None)
DRAFT = Draft.objects.filter(session__invitation=OuterRef("pk"), session__ended_at=None)


@dataclass(frozen=True, slots=True)
class Both:
    """A round whose frame holds both records: the member that counts, the other, and what gives way."""

    stays: FrameMember
    twice: FrameMember
    giving_way: tuple[Invitation, ...]
    cases: tuple[Case, ...]

    @property
    def is_open(self) -> bool:
        """Whether anything changes in the round: a closed one stays as it was published."""
        return self.stays.round.status == RoundStatus.OPEN

    @property
    def both_answered(self) -> bool:
        """Whether an answer is kept without counting, because the other one counts."""
        answered = any(each.outcome in COUNTED_OUTCOMES for each in self.giving_way)
        return answered or any(case.finished for case in self.cases)


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
            Case.objects.filter(pk__in=[case.pk for case in both.cases]).update(gave_way=True)
            outside = {"eligible": False, "reason": REASON} if both.is_open else {}
            FrameMember.objects.filter(pk=both.twice.pk).update(happened=FrameEvent.DUPLICATE, **outside)
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
    asked = Invitation.objects.select_related("case").annotate(letter=Exists(LIVE_CODE), draft=Exists(DRAFT))
    with_asked = rows.select_related("round").prefetch_related(
        Prefetch("invitations", asked.order_by("perspective")), "cases"
    )
    return {row.round_id: row for row in with_asked.order_by("pk")}


def _judged(kept: FrameMember, gone: FrameMember) -> Both:
    own, other = _by_side(kept), _by_side(gone)
    counts = {side: kept_counts(_asking(own[side]), _asking(other[side])) for side in own.keys() & other}
    giving_way = [other[side] if first else own[side] for side, first in counts.items()]
    firsts = [first for (_audience, _informant, relative), first in counts.items() if relative is None]
    cases = []
    for kind in CaseKind:
        first, weaker = _weaker_case(_in_case(kept, kind), _in_case(gone, kind))
        firsts += [first] if weaker else []
        giving_way += weaker
        cases += _twice_told(kept, gone, kind, first=first)
    stays, twice = (kept, gone) if all(firsts) else (gone, kept)
    if kept.round.status != RoundStatus.OPEN:
        return Both(stays, twice, (), ())
    return Both(stays, twice, tuple(giving_way), tuple(cases))


def _by_side(member: FrameMember) -> dict[Side, Invitation]:
    """The invitations outside cases by who is asked."""
    return {
        (each.audience, each.informant, each.relative_id): each
        for each in member.invitations.all()
        if each.case_id is None
    }


def _in_case(member: FrameMember, kind: CaseKind) -> list[Invitation]:
    return [each for each in member.invitations.all() if each.case and each.case.kind == kind]


def _twice_told(kept: FrameMember, gone: FrameMember, kind: CaseKind, *, first: bool) -> list[Case]:
    """The case that gives way, where both records have one: the person counts once, however many looked along."""
    own, other = ([case for case in member.cases.all() if case.kind == kind] for member in (kept, gone))
    return (other if first else own) if own and other else []


def _weaker_case(own: list[Invitation], other: list[Invitation]) -> tuple[bool, list[Invitation]]:
    """Whether the first case counts, and what of the other one gives way.

    A case is between people, so it is judged as a whole: the one in which more people answered goes on. Of a pair all
    of the other gives way, because the client's half is in the results; who looked along in it has looked along, and
    what they saw stays to be read, but the person counts once.
    """
    answered = [sum(each.outcome in COUNTED_OUTCOMES for each in case) for case in (own, other)]
    first = kept_case_counts(*answered)
    weaker = other if first else own
    pair = any(each.audience not in IN_CASES or each.audience == Audience.SUPPORT_WORKER for each in weaker)
    return first, [each for each in weaker if pair or each.outcome not in COUNTED_OUTCOMES]


def _asking(invitation: Invitation) -> Asking:
    draft, letter = getattr(invitation, "draft"), getattr(invitation, "letter")  # noqa: B009 -- annotations
    begun = Begun.ANSWERING if draft else Begun.LETTER_OUT if letter else Begun.NOTHING
    return Asking(Outcome(invitation.outcome), begun)


def _give_way(invitation: Invitation, staff_id: UUID | None, at: datetime) -> None:
    """Let an invitation count no more; its submission, if any, stays as it was said."""
    OutcomeChange.objects.create(
        invitation=invitation, before=invitation.outcome, after=Outcome.DUPLICATE, staff_id=staff_id, changed_at=at
    )
    Invitation.objects.filter(pk=invitation.pk).update(outcome=Outcome.DUPLICATE, reason=REASON, counted=None)
    if invitation.case_id and invitation.outcome in COUNTED_OUTCOMES:
        Case.objects.filter(pk=invitation.case_id).update(finished=F("finished") - 1)
    AccessCode.objects.filter(invitation=invitation, used_at=None, voided_at=None).update(voided_at=at)
    AnsweringSession.objects.filter(invitation=invitation, ended_at=None).update(ended_at=at)
