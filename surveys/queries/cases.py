"""Cases: one client about whom several people answer, who they are, and who still lacks."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from instruments.definition.model import Definition
from instruments.definition.suiting import Relation
from instruments.informants import Lacking, free, lacking
from surveys.choices import COUNTED_OUTCOMES, IN_CASES, Audience, CaseKind, Outcome, Perspective, RoundStatus
from surveys.definitions import definition_of
from surveys.models import Case, Draft, Invitation, RoundRelease
from surveys.queries.candidates import family_of
from surveys.rules.answering import may_be_asked

ASKED = {CaseKind.OBSERVATION: Audience.OBSERVER, CaseKind.PAIRED: Audience.CLIENT}
"""Whose release a case is asked by."""
WITH_PEOPLE = ("relative", "staff", "counted")
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class CaseFile:
    """A case with everybody in it, as the team sees it. family: ids of those relatives who are family of the client."""

    case: Case
    definition: Definition
    lookers: tuple[Invitation, ...]
    family: frozenset[UUID]

    @property
    def is_open(self) -> bool:
        """Whether somebody may still answer, be added or be taken back."""
        return self.case.frame_member.round.status == RoundStatus.OPEN

    @property
    def may_compare(self) -> bool:
        """Whether the answers may be laid side by side: nobody of those who still look is led by the others.

        When the round closed, what there is of an observation is shown. One half of a pair is never shown alone.
        """
        some = any(one.outcome in COUNTED_OUTCOMES for one in self.lookers)
        closed = not self.is_open and self.case.kind == CaseKind.OBSERVATION
        return self.case.is_complete or (closed and some)

    @property
    def has_family(self) -> bool:
        """Whether there is family who may look along, and did not say no."""
        unwilling = {one.relative_id for one in self.lookers if not self._counts(one)}
        return bool(self.family - unwilling)

    @cached_property
    def to_add(self) -> Lacking:
        """Who has to be asked still, beside those who answered or may."""
        return lacking(self.definition, self._sides(planned=True), has_family=self.has_family)

    @cached_property
    def to_look(self) -> Lacking:
        """Who has to look still."""
        return lacking(self.definition, self._sides(planned=False), has_family=self.has_family)

    @property
    def free(self) -> tuple[Relation, ...]:
        """The sides from which somebody may be added now; one at which somebody stands, who said no too, is taken."""
        taken = {one.perspective for one in self.lookers}
        offered = free(self.definition, self._sides(planned=True), has_family=self.has_family)
        return tuple(relation for relation in offered if relation.value not in taken)

    @property
    def instead_of_family(self) -> bool:
        """Whether somebody else has to look in the place of family."""
        return not self.has_family and self.definition.without_family in self.to_look.relations

    def part(self, perspective: Perspective) -> Invitation | None:
        """Return the invitation of one side, None when nobody stands there."""
        return next((one for one in self.lookers if one.perspective == perspective), None)

    @property
    def client_part(self) -> Invitation | None:
        """Return the client's half of a pair."""
        return self.part(Perspective.CLIENT)

    @property
    def worker_part(self) -> Invitation | None:
        """Return the support worker's half of a pair."""
        return self.part(Perspective.SUPPORT_WORKER)

    def _sides(self, *, planned: bool) -> list[Relation]:
        """The sides of an observation at which somebody answered, or as planned may answer; a pair has none."""
        there = (one for one in self.lookers if one.outcome in COUNTED_OUTCOMES or (planned and self._counts(one)))
        return [Relation(one.perspective) for one in there if one.perspective in set(Relation)]

    def _counts(self, one: Invitation) -> bool:
        return one.outcome in COUNTED_OUTCOMES or may_be_asked(status=RoundStatus.OPEN, outcome=Outcome(one.outcome))


def case_file(case: Case, *, on: date) -> CaseFile:
    """Return a case with everybody in it, on a day. Four queries at most; `case` comes with its member and round."""
    asked = RoundRelease.objects.select_related("release").defer("release__definition")
    release = asked.get(round_id=case.frame_member.round_id, audience=ASKED[CaseKind(case.kind)]).release
    begun = Draft.objects.filter(session__invitation=OuterRef("pk"), session__ended_at=None)
    people = case.invitations.select_related(*WITH_PEOPLE).annotate(begun=Exists(begun)).order_by("perspective")
    family = family_of(case.frame_member.client_id, on=on) if case.kind == CaseKind.OBSERVATION else ()
    return CaseFile(case, definition_of(release), tuple(people), frozenset(family))


def cases_of(client_id: UUID) -> list[Case]:
    """Return the cases of a client in rounds that were opened, the newest first, each with its round. One query."""
    found = Case.objects.filter(frame_member__client_id=client_id).select_related("frame_member__round")
    return list(found.order_by("-frame_member__round__opens_on", "kind", "pk"))


def unfinished(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return those in open rounds in which somebody still has to answer, by client, each with who is in it."""
    waiting = cases.filter(frame_member__round__status=RoundStatus.OPEN, finished__lt=F("needed"), gave_way=False)
    asked = Count("invitations", filter=Q(invitations__outcome__in=(Outcome.OPEN, *COUNTED_OUTCOMES)))
    return (
        waiting.select_related("frame_member__client", "frame_member__round")
        .annotate(asked=asked)
        .order_by("frame_member__client__first_name", "frame_member__client__last_name", "kind", "pk")
    )


def own_parts(staff_id: UUID | None) -> QuerySet[Invitation]:
    """Return what a member of staff is asked about clients in open rounds and did not answer yet. One query."""
    begun = Draft.objects.filter(session__invitation=OuterRef("pk"), session__ended_at=None)
    mine = Invitation.objects.filter(
        staff_id=staff_id or NOBODY,
        audience__in=IN_CASES,
        outcome=Outcome.OPEN,
        frame_member__round__status=RoundStatus.OPEN,
    )
    return (
        mine.select_related("frame_member__client", "frame_member__round", "case")
        .annotate(begun=Exists(begun))
        .order_by("frame_member__round__closes_on", "frame_member__client__first_name", "pk")
    )
