"""How many clients of a round have enough answers about them, where several people answer about one client."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from surveys.choices import COUNTED_OUTCOMES, Audience, CaseKind, FrameEvent, Outcome
from surveys.models import Case
from surveys.rules.cases import whole

AUDIENCES = {CaseKind.OBSERVATION: Audience.OBSERVER, CaseKind.PAIRED: Audience.SUPPORT_WORKER}
"""In whose name the response counts a case."""
GONE = {
    FrameEvent.DIED: Outcome.LEFT,
    FrameEvent.LEFT: Outcome.LEFT,
    FrameEvent.DUPLICATE: Outcome.DUPLICATE,
}
"""What becomes of a case in which nobody answered, when the client is not there any more."""


def counts_of_cases(round_id: UUID) -> dict[Audience, dict[str, Counter[Outcome]]]:
    """Return how many cases came to what, by audience and by path of the frozen unit. One query."""
    found: dict[Audience, dict[str, Counter[Outcome]]] = defaultdict(dict)
    outcomes = ArrayAgg(
        "invitations__outcome",
        filter=Q(invitations__isnull=False),
        default=[],
        order_by=("invitations__perspective",),  # of a pair the client comes first
    )
    rows = Case.objects.filter(frame_member__round_id=round_id).annotate(outcomes=outcomes)
    for kind, needed, path, happened, said in rows.values_list(
        *("kind", "needed", "frame_member__round_unit__path", "frame_member__happened", "outcomes")
    ):
        became = _became(CaseKind(kind), needed, said, happened)
        found[AUDIENCES[CaseKind(kind)]].setdefault(path, Counter())[became] += 1
    return found


def _became(kind: CaseKind, needed: int, said: Iterable[str], happened: str) -> Outcome:
    outcomes = [Outcome(each) for each in said]
    if happened in GONE and COUNTED_OUTCOMES.isdisjoint(outcomes):
        return GONE[FrameEvent(happened)]
    return whole(outcomes, needed=needed, may_grow=kind is CaseKind.OBSERVATION)
