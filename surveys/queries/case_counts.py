"""How many clients of a round have enough answers about them, where several people answer about one client."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet

from surveys.choices import COUNTED_OUTCOMES, Audience, CaseKind, FrameEvent, Outcome
from surveys.models import Case
from surveys.rules.cases import when_gone, whole

AUDIENCES = {CaseKind.OBSERVATION: Audience.OBSERVER, CaseKind.PAIRED: Audience.SUPPORT_WORKER}
"""In whose name the response counts a case."""
GONE = frozenset({FrameEvent.DIED, FrameEvent.LEFT})


@dataclass(frozen=True, slots=True)
class CaseFigure:
    """One case without any person: where in the frozen tree, in whose name it counts, and what it came to."""

    unit_id: UUID
    path: str
    audience: Audience
    happened: str
    became: Outcome


def counts_of_cases(round_id: UUID) -> dict[Audience, dict[str, Counter[Outcome]]]:
    """Return how many cases came to what, by audience and by path of the frozen unit. One query."""
    found: dict[Audience, dict[str, Counter[Outcome]]] = defaultdict(dict)
    for figure in figures_of(Case.objects.filter(frame_member__round_id=round_id)):
        found[figure.audience].setdefault(figure.path, Counter())[figure.became] += 1
    return found


def figures_of(cases: QuerySet[Case]) -> Iterator[CaseFigure]:
    """Give what each of these cases counts as. One query."""
    outcomes = ArrayAgg(
        "invitations__outcome",
        filter=Q(invitations__isnull=False),
        default=[],
        order_by=("invitations__perspective",),  # of a pair the client comes first
    )
    place = ("frame_member__round_unit_id", "frame_member__round_unit__path")
    rows = cases.annotate(outcomes=outcomes).values_list(
        *("kind", "needed", "outcomes", "frame_member__happened", "gave_way"), *place
    )
    for kind, needed, said, happened, gave_way, unit_id, path in rows:
        became = Outcome.DUPLICATE if gave_way else _became(CaseKind(kind), needed, said, gone=happened in GONE)
        yield CaseFigure(unit_id, path, AUDIENCES[CaseKind(kind)], happened, became)


def _became(kind: CaseKind, needed: int, said: Iterable[str], *, gone: bool) -> Outcome:
    """What became of a case. gone: the client died or left."""
    outcomes = [Outcome(each) for each in said]
    may_grow = kind is CaseKind.OBSERVATION
    nobody = COUNTED_OUTCOMES.isdisjoint(outcomes)
    if Outcome.DUPLICATE in outcomes:
        return Outcome.DUPLICATE
    if gone and nobody:
        return when_gone(outcomes, may_grow=may_grow)
    became = whole(outcomes, needed=needed, may_grow=may_grow)
    return Outcome.LEFT_AFTER_ASKED if became == Outcome.LEFT and not nobody else became
