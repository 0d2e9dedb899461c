from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from surveys.choices import NOT_ELIGIBLE, Audience, Outcome
from surveys.data import TreeNode
from surveys.rules.reasons import REASONS, SMALLEST, merged, shown_split
from surveys.rules.response import asked, coverage, norm, response_of, rr1, summed_up

OUTCOMES = st.dictionaries(st.sampled_from(Outcome), st.integers(0, 40))


@st.composite
def trees(draw: st.DrawFn) -> list[TreeNode]:
    """Draw a tree of up to 12 units, parents before children, paths as treebeard makes them."""
    nodes = [_node(0, None, "0001")]
    for number in range(1, draw(st.integers(1, 12))):
        parent = nodes[draw(st.integers(0, number - 1))]
        nodes.append(_node(number, parent, f"{parent.path}{number:04}"))
    return sorted(nodes, key=lambda node: node.path)


def _node(number: int, parent: TreeNode | None, path: str) -> TreeNode:
    return TreeNode(
        id=UUID(int=number + 1),
        parent_id=parent.id if parent else None,
        unit_id=None,
        path=path,
        name=f"Unit {number}",
        level="team",
        is_provider=False,
    )


@given(OUTCOMES)
def test_the_dispositions_partition_those_who_were_invited(outcomes: dict[Outcome, int]) -> None:
    outside = sum(outcomes.get(outcome, 0) for outcome in NOT_ELIGIBLE)
    assert asked(outcomes) + outside == sum(outcomes.values())
    share = rr1(outcomes)
    assert share is None if asked(outcomes) == 0 else 0 <= share <= 1  # type: ignore[operator]  # not None there


@given(OUTCOMES)
def test_one_more_answer_never_lowers_the_response(outcomes: dict[Outcome, int]) -> None:
    before = outcomes | {Outcome.OPEN: outcomes.get(Outcome.OPEN, 0) + 1}
    after = before | {
        Outcome.OPEN: before[Outcome.OPEN] - 1,
        Outcome.COMPLETE: before.get(Outcome.COMPLETE, 0) + 1,
    }
    assert rr1(after) > rr1(before)  # type: ignore[operator]  # somebody was asked
    assert norm(after, 70).needed <= norm(before, 70).needed


@given(OUTCOMES, st.integers(0, 100))
def test_the_norm_says_exactly_how_many_persons_are_missing(outcomes: dict[Outcome, int], percentage: int) -> None:
    needed = norm(outcomes, percentage).needed
    complete, whole = outcomes.get(Outcome.COMPLETE, 0), asked(outcomes)
    assert (complete + needed) * 100 >= percentage * whole
    if needed:
        assert (complete + needed - 1) * 100 < percentage * whole


def test_the_example_of_the_standard() -> None:
    outcomes = {Outcome.COMPLETE: 60, Outcome.PARTLY: 5, Outcome.REFUSED: 15, Outcome.NOT_REACHED: 10, Outcome.OPEN: 10}
    assert rr1(outcomes) == 0.6
    assert norm(outcomes, 70).needed == 10
    assert norm(outcomes | {Outcome.LEFT: 50}, 70).needed == 10
    assert coverage(invited=90, eligible=100) == 0.9
    assert coverage(invited=0, eligible=0) is None


@given(trees(), st.data())
def test_the_teams_sum_up_to_the_unit_above(tree: list[TreeNode], data: st.DataObject) -> None:
    counts = {node.path: data.draw(OUTCOMES) for node in tree}
    totals = summed_up(tree, counts)
    for node in tree:
        parts = Counter(counts[node.path])
        for child in tree:
            if child.parent_id == node.id:
                parts.update(totals[child.path])
        assert +totals[node.path] == +parts
    assert totals[tree[0].path].total() == sum(sum(each.values()) for each in counts.values())


@given(trees(), st.data())
def test_no_small_reason_is_shown_nor_left_over_by_subtraction(tree: list[TreeNode], data: st.DataObject) -> None:
    totals = summed_up(tree, {node.path: data.draw(OUTCOMES) for node in tree})
    units = [
        response_of(node, Audience.CLIENT, totals[node.path], eligible=0, norm_level="", percentage=70) for node in tree
    ]
    shown = shown_split(units)
    for unit in units:
        if unit.node.id in shown:
            below = [child for child in units if child.node.parent_id == unit.node.id and child.node.id in shown]
            here = [unit.outcomes[reason] for reason in REASONS]
            taken = [sum(child.outcomes[reason] for child in below) for reason in REASONS]
            for counts in (here, [whole - part for whole, part in zip(here, taken, strict=True)]):
                present = [count for count in counts if count]
                assert len(present) != 1
                assert all(count >= SMALLEST for count in present)
    for unit in units:
        if unit.node.parent_id is not None and unit.node.parent_id not in shown:
            assert unit.node.id not in shown


@given(OUTCOMES)
def test_merging_keeps_the_number_of_people(outcomes: dict[Outcome, int]) -> None:
    unit = response_of(_node(0, None, "0001"), Audience.CLIENT, outcomes, eligible=0, norm_level="", percentage=70)
    plain = merged(unit)
    assert sum(plain.outcomes.values()) + (plain.other or 0) == plain.invited
    assert not set(plain.outcomes) & set(REASONS)


@given(OUTCOMES, st.integers(0, 9))
def test_nothing_that_is_merged_tells_how_many_left_before_being_asked(outcomes: dict[Outcome, int], left: int) -> None:
    """The same people without those who left give the same figures."""
    lived = {**outcomes, Outcome.LEFT: 0}
    both = ({**lived, Outcome.LEFT: left}, lived)
    shown = [
        merged(
            response_of(
                _node(0, None, "0001"),
                Audience.CLIENT,
                one,
                eligible=sum(one.values()),
                norm_level="team",
                percentage=70,
            )
        )
        for one in both
    ]
    assert shown[0] == shown[1]
