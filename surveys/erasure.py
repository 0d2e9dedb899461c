"""What this room holds about a client: who was asked, what they answered, and what came in beside it."""

from collections import Counter
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from organisations.choices import WhyKept
from organisations.erasure.base import Export, Gone, Kind, Order, Removal, Stayed, Subject
from organisations.erasure.registry import rooms
from organisations.erasure.tables import exported, gone, rows
from organisations.erasure.terms import over_before
from organisations.rules.retention import Term
from surveys.choices import Mode, RoundStatus
from surveys.models import Draft, FrameMember, Invitation, LosingDraft, MediaItem, Quarantine, Submission
from surveys.operations.removing import Counts, remove_empty_members, remove_invitations
from surveys.queries.given_export import given_sections

TO = "session__invitation__frame_member__client"
QUALITY = gettext_lazy("to know what clients think of their support (Wkkgz 2, 7; AVG 9(2)(h))")
TO_ASK = gettext_lazy("to ask people once, and to show who was not reached (Wkkgz 7)")
ROUND_CLOSED = gettext_lazy("the day the round closed")
CAME_IN = gettext_lazy("the day it came in")

MEMBERS = Kind(
    model="surveys.FrameMember",
    label=gettext_lazy("taking part in rounds"),
    client="client",
    term=Term.ASKING,
    counts_from=ROUND_CLOSED,
    why=TO_ASK,
    fields=("round", "eligible", "reason"),
    also=("surveys.Case",),
)
INVITATIONS = Kind(
    model="surveys.Invitation",
    label=gettext_lazy("invitations, with what became of them"),
    client="frame_member__client",
    term=Term.ASKING,
    counts_from=ROUND_CLOSED,
    why=TO_ASK,
    fields=("audience", "outcome", "reason"),
    also=("surveys.AccessCode", "surveys.OutcomeChange"),
)
SESSIONS = Kind(
    model="surveys.AnsweringSession",
    label=gettext_lazy("sittings in which was answered"),
    client="invitation__frame_member__client",
    term=Term.ASKING,
    counts_from=ROUND_CLOSED,
    why=TO_ASK,
    fields=("mode", "opened_at", "ended_at"),
)
DRAFTS = Kind(
    model="surveys.Draft",
    label=gettext_lazy("answers that were begun and not sent"),
    client=TO,
    term=Term.DRAFTS,
    counts_from=gettext_lazy("the end of the sitting or of the round"),
    why=gettext_lazy("to go on answering later"),
    also=("surveys.LosingDraft",),
)
KEPT_ASIDE = Kind(
    model="surveys.Quarantine",
    label=gettext_lazy("what came in and could not be counted"),
    client=TO,
    term=Term.KEPT_ASIDE,
    counts_from=CAME_IN,
    why=gettext_lazy("so that nothing that a client gave is lost without a person looking at it"),
)
MEDIA = Kind(
    model="surveys.MediaItem",
    label=gettext_lazy("photos, drawings and recordings"),
    client=TO,
    term=Term.MEDIA,
    counts_from=gettext_lazy("the day they were made"),
    why=gettext_lazy("because the person said yes (AVG 6(1)(a), 9(2)(a))"),
    fields=("question", "kind", "consented_at"),
)
ANSWERS = Kind(
    model="surveys.Submission",
    label=gettext_lazy("answers"),
    client=TO,
    term=Term.ANSWERS,
    counts_from=CAME_IN,
    why=QUALITY,
    also=("surveys.SnapshotItem",),
)
NOTES = Kind(
    model="surveys.AnswerNote",
    label=gettext_lazy("notes beside answers"),
    client=f"submission__{TO}",
    term=Term.ANSWERS,
    counts_from=gettext_lazy("they go with their answer"),
    why=gettext_lazy("to show what was put right (AVG 16)"),
    fields=("question", "words", "said_by", "noted_at"),
)
WORDS = {
    "audience": gettext_lazy("who was asked"),
    "consented_at": gettext_lazy("the person said yes on"),
    "eligible": gettext_lazy("could take part"),
    "ended_at": gettext_lazy("ended on"),
    "kind": gettext_lazy("what it is"),
    "mode": gettext_lazy("in what way"),
    "opened_at": gettext_lazy("begun on"),
    "outcome": gettext_lazy("what became of it"),
    "question": gettext_lazy("with which question"),
    "round": gettext_lazy("in which round"),
}
KEPT_WITH_ANSWERS = (MEMBERS, INVITATIONS, SESSIONS, ANSWERS, NOTES)


class AskingRule:
    """The rule of this room. Answers that a care file rests on stay as long as that does; all others go."""

    name = "surveys"
    kinds = (MEMBERS, INVITATIONS, SESSIONS, DRAFTS, KEPT_ASIDE, MEDIA, ANSWERS, NOTES)

    def export(self, subject: Subject, *, at: datetime) -> Export:
        """Return what was asked, and every answer of the client in the words of its question."""
        found = exported(self.kinds, subject, WORDS)
        given = given_sections(subject)
        return Export(found.sections + given.sections, {**found.data, **given.data}, given.files)

    @transaction.atomic
    def erase(self, order: Order) -> Removal:
        """Remove what was begun, kept aside, photographed or recorded, and all answers that no care file rests on."""
        mine = Invitation.objects.filter(frame_member__client=order.subject.client_id)
        staying = mine.filter(pk__in=_held())
        about = Q(session__invitation__in=staying.values("pk"))
        went = _removed(about, about, about)
        went += remove_invitations(mine.exclude(pk__in=_held()).values_list("pk", flat=True))
        members = FrameMember.objects.filter(client=order.subject.client_id)
        went += remove_empty_members(members.values_list("pk", flat=True))
        counts = ((kind, rows(kind, order.subject).count()) for kind in KEPT_WITH_ANSWERS)
        stayed = (Stayed(kind.name, count, order.so_far.until, WhyKept.RESTS_ON) for kind, count in counts if count)
        return Removal(gone(went, self.kinds), tuple(stayed))

    @transaction.atomic
    def expire(self, *, provider_id: UUID, on: date, limit: int) -> tuple[Gone, ...]:
        """Remove what was begun or kept aside, media, answers and invitations whose term is over."""
        here = Q(session__provider=provider_id)
        begun = over_before(Term.DRAFTS, on=on)
        ended = Q(session__ended_at__lt=begun) | Q(session__invitation__frame_member__round__closed_at__lt=begun)
        went = _removed(
            here & ended,
            here & Q(received_at__lt=over_before(Term.KEPT_ASIDE, on=on)),
            here & Q(consented_at__lt=over_before(Term.MEDIA, on=on)),
        )
        due = Invitation.objects.filter(frame_member__provider=provider_id).filter(_term_over(on))
        went += remove_invitations(due.exclude(pk__in=_held()).values_list("pk", flat=True)[:limit])
        return gone(went, self.kinds)


def _held() -> QuerySet[Submission, UUID]:
    """The invitations with answers on which a row of a room on the right rests."""
    held = Q()
    for holder in rooms.holders(ANSWERS.model):
        held |= Q(pk__in=holder)
    return Submission.objects.filter(held).values_list("session__invitation", flat=True)


def _removed(begun: Q, aside: Q, media: Q) -> Counts:
    """Remove drafts, what was kept aside, and media, each by a condition on their own rows."""
    went: Counts = Counter()
    going: list[QuerySet[Draft] | QuerySet[LosingDraft] | QuerySet[Quarantine] | QuerySet[MediaItem]] = [
        Draft.objects.filter(begun),
        LosingDraft.objects.filter(begun),
        Quarantine.objects.filter(aside),
        MediaItem.objects.filter(media),
    ]
    for found in going:
        went.update(found.delete()[1])
    return went


def _term_over(on: date) -> Q:
    """The condition that an invitation of a closed round, with what came of it, is over its term."""
    closed = Q(frame_member__round__status=RoundStatus.CLOSED)
    confidential = Q(frame_member__round__mode=Mode.CONFIDENTIAL, counted__received_at__lt=_over(Term.CONFIDENTIAL, on))
    named = Q(frame_member__round__mode=Mode.NAMED, counted__received_at__lt=_over(Term.ANSWERS, on))
    unanswered = Q(counted=None, frame_member__round__closed_at__lt=_over(Term.ASKING, on))
    return closed & (confidential | named | unanswered)


def _over(term: Term, on: date) -> datetime:
    return over_before(term, on=on)
