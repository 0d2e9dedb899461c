"""The response of a round: live, per unit of its frozen tree and per audience."""

from collections import Counter, defaultdict
from uuid import UUID

from django.db.models import Count, Sum

from surveys.choices import IN_CASES, IN_RESULTS, Audience, Outcome
from surveys.data import RoundResponse, TreeNode, UnitResponse
from surveys.models import ErasedFigure, FrameMember, Invitation, Round
from surveys.queries.case_counts import counts_of_cases
from surveys.queries.counting import round_tree
from surveys.rules.response import invited, response_of, summed_up

Counts = dict[str, Counter[Outcome]]
Erased = tuple[str, str, str, int]


def response(round_id: UUID) -> RoundResponse:
    """Return the response of every unit and audience of a round, in seven queries at most. Raises Round.DoesNotExist.

    Who was removed since is still counted, without being anybody. Where several people answer about one client, the
    client counts once: see `rules.cases.whole`.
    """
    asking = Round.objects.get(pk=round_id)
    tree = round_tree(round_id)
    audiences = sorted(Audience(found) for found in asking.releases.values_list("audience", flat=True))
    erased = _erased(round_id)
    counts = _counts_by_audience(round_id)
    if not IN_CASES.isdisjoint(audiences):
        counts |= counts_of_cases(round_id)
    for path, audience, outcome, people in erased:
        if audience:
            counts[Audience(audience)].setdefault(path, Counter())[Outcome(outcome)] += people
    eligible = _eligible(round_id) + Counter(
        {path: people for path, audience, _outcome, people in erased if not audience}
    )
    units = [unit for audience in audiences for unit in _units(asking, tree, audience, counts[audience], eligible)]
    return RoundResponse(
        round_id=round_id,
        norm_percentage=asking.norm_percentage,
        norm_level=asking.norm_level,
        units=tuple(units),
    )


def _units(
    asking: Round, tree: tuple[TreeNode, ...], audience: Audience, counts: Counts, eligible: Counter[str]
) -> list[UnitResponse]:
    totals = summed_up(tree, counts)
    members = summed_up(tree, {path: Counter({Outcome.OPEN: count}) for path, count in eligible.items()})
    return [
        response_of(
            node,
            audience,
            totals[node.path],
            # Of relatives, those who may answer are those who are invited: there is no larger frame of them.
            eligible=invited(totals[node.path]) if audience == Audience.RELATIVE else members[node.path].total(),
            norm_level=asking.norm_level,
            percentage=asking.norm_percentage,
        )
        for node in tree
    ]


def _erased(round_id: UUID) -> list[Erased]:
    """Who was removed since: path, audience and outcome with how many; without an audience, members of the frame."""
    rows = ErasedFigure.objects.filter(round_unit__round_id=round_id)
    return list(rows.values_list("round_unit__path", "audience", "outcome").annotate(count=Sum("people")).order_by())


def _counts_by_audience(round_id: UUID) -> dict[Audience, Counts]:
    rows = (
        Invitation.objects.filter(frame_member__round_id=round_id, audience__in=IN_RESULTS)
        .values_list("audience", "frame_member__round_unit__path", "outcome")
        .annotate(count=Count("pk"))
        .order_by()
    )
    found: dict[Audience, Counts] = defaultdict(dict)
    for audience, path, outcome, count in rows:
        found[Audience(audience)].setdefault(path, Counter())[Outcome(outcome)] += count
    return found


def _eligible(round_id: UUID) -> Counter[str]:
    members = FrameMember.objects.filter(round_id=round_id, eligible=True)
    rows = members.values_list("round_unit__path").annotate(count=Count("pk")).order_by()
    return Counter(dict(rows))
