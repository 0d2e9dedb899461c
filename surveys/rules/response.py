"""The arithmetic of response. Pure.

Response is RR1 of AAPOR's Standard Definitions (10th edition, 2023): I / ((I + P) + (R + NC + O) + (UH + UO)).
I complete; P partly; R preferred not to, also by a representative; NC not reached; O no fitting form, or left or died
after being asked; U not yet asked. Who left or died before being asked is no longer eligible and stands outside the
denominator; so does the second record of somebody who stood in the list twice.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from surveys.choices import NOT_ELIGIBLE, Audience, Outcome
from surveys.data import Norm, TreeNode, UnitResponse

Outcomes = Mapping[Outcome, int]


def asked(outcomes: Outcomes) -> int:
    """Return the denominator of RR1: everybody invited but those who left before being asked, once each."""
    return sum(count for outcome, count in outcomes.items() if outcome not in NOT_ELIGIBLE)


def invited(outcomes: Outcomes) -> int:
    """Return how many people were invited; who stood in the list twice is one of them."""
    return sum(count for outcome, count in outcomes.items() if outcome != Outcome.DUPLICATE)


def rr1(outcomes: Outcomes) -> float | None:
    """Return the response as a share from 0 to 1; None when nobody is left to ask."""
    return _share(outcomes.get(Outcome.COMPLETE, 0), asked(outcomes))


def coverage(*, invited: int, eligible: int) -> float | None:
    """Return which share of those who could be asked was invited; None when nobody could."""
    return _share(invited, eligible)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def norm(outcomes: Outcomes, percentage: int) -> Norm:
    """Return how many persons must still answer before `percentage` per cent of those asked did; whole numbers only."""
    wanted = -(-percentage * asked(outcomes) // 100)
    return Norm(percentage=percentage, needed=max(0, wanted - outcomes.get(Outcome.COMPLETE, 0)))


def response_of(
    node: TreeNode, audience: Audience, outcomes: Outcomes, *, eligible: int, norm_level: str, percentage: int
) -> UnitResponse:
    """Return the response of one unit; the norm is judged only at its own level."""
    once = invited(outcomes)
    return UnitResponse(
        node=node,
        audience=audience,
        eligible=eligible,
        invited=once,
        outcomes={outcome: outcomes.get(outcome, 0) for outcome in Outcome},
        complete=outcomes.get(Outcome.COMPLETE, 0),
        response=rr1(outcomes),
        coverage=coverage(invited=once, eligible=eligible),
        norm=norm(outcomes, percentage) if node.level == norm_level else None,
    )


def summed_up(tree: Iterable[TreeNode], counts: Mapping[str, Outcomes]) -> dict[str, Counter[Outcome]]:
    """Return the counts of every unit with all below it, by path; `counts` are those of the unit itself."""
    nodes = sorted(tree, key=lambda node: node.path, reverse=True)
    paths = {node.id: node.path for node in nodes}
    totals = {node.path: Counter(counts.get(node.path, {})) for node in nodes}
    for node in nodes:  # children before parents: a longer path comes later in the alphabet than its beginning
        if node.parent_id in paths:
            totals[paths[node.parent_id]].update(totals[node.path])
    return totals
