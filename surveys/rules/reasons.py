"""Why people did not answer, for readers who see no persons: small numbers are merged, also against subtraction. Pure.

A reason that one to four people had would point at them; and where all have the same reason, one knows it of each.
A unit shows its reasons only when there are none or two at least, each of 5 people or more, and only when what is left
of the unit above, after taking away those that show theirs, keeps the same rule.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from surveys.choices import NOT_ELIGIBLE, FrameEvent, Outcome
from surveys.data import UnitResponse
from surveys.rules.response import coverage

SMALLEST = 5  # persons; below it a reason points at somebody
REASONS = (
    Outcome.REFUSED,
    Outcome.REFUSED_BY_REPRESENTATIVE,
    Outcome.NO_FIT,
    Outcome.NOT_REACHED,
    Outcome.LEFT,
    Outcome.LEFT_AFTER_ASKED,
    Outcome.DUPLICATE,
)

Reasons = Mapping[Outcome, int]


def safe(reasons: Reasons) -> bool:
    """Return whether the reasons, shown apart, point at nobody."""
    present = [reasons[reason] for reason in REASONS if reasons.get(reason, 0)]
    return len(present) != 1 and all(count >= SMALLEST for count in present)


def shown_split(units: Iterable[UnitResponse]) -> frozenset[UUID]:
    """Return the units of one audience whose reasons may be shown apart; `units` come parents before children."""
    found = list(units)
    ids = {unit.node.id for unit in found}
    children: dict[UUID | None, list[UnitResponse]] = {}
    for unit in found:
        above = unit.node.parent_id if unit.node.parent_id in ids else None
        children.setdefault(above, []).append(unit)
    shown = {unit.node.id for unit in children.get(None, []) if safe(unit.outcomes)}
    for unit in found:
        if unit.node.id in shown:
            shown |= _shown_below(unit, children.get(unit.node.id, []))
    return frozenset(shown)


def _shown_below(unit: UnitResponse, children: list[UnitResponse]) -> set[UUID]:
    """Those children that are safe; none when what they leave of their parent is not."""
    fine = [child for child in children if safe(child.outcomes)]
    left = Counter({reason: unit.outcomes.get(reason, 0) for reason in REASONS})
    for child in fine:
        left.subtract({reason: child.outcomes.get(reason, 0) for reason in REASONS})
    return {child.node.id for child in fine} if safe(left) else set()


def merged(unit: UnitResponse) -> UnitResponse:
    """Return the figures with the reasons counted together as `other`.

    Who left before being asked is not in the response, so here they are not among the invited either: else taking the
    one from the other would tell how many they are.
    """
    outside = unit.outcomes.get(Outcome.LEFT, 0)
    together = [reason for reason in REASONS if reason not in NOT_ELIGIBLE]
    invited, eligible = unit.invited - outside, unit.eligible - outside
    return replace(
        unit,
        outcomes={outcome: count for outcome, count in unit.outcomes.items() if outcome not in REASONS},
        other=sum(unit.outcomes.get(reason, 0) for reason in together),
        invited=invited,
        eligible=eligible,
        coverage=coverage(invited=invited, eligible=eligible),
    )


@dataclass(frozen=True, slots=True)
class Events:
    """What happened since a round opened: apart where that points at nobody, else together, else only that it did."""

    apart: tuple[tuple[FrameEvent, int], ...] = ()
    together: int = 0
    few: bool = False


def shown_events(counts: Mapping[FrameEvent, int], *, sees_persons: bool) -> Events:
    """Return what a reader is told of the whole round; who sees the persons anyway is told all of it.

    For others a count of one to four points at somebody: then all are counted together, and when that is still so few,
    only that something changed.
    """
    present = tuple((event, counts[event]) for event in FrameEvent if counts.get(event, 0))
    if sees_persons or all(count >= SMALLEST for _event, count in present):
        return Events(apart=present)
    total = sum(count for _event, count in present)
    return Events(together=total) if total >= SMALLEST else Events(few=True)
