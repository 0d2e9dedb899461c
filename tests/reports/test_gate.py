from collections import Counter
from collections.abc import Mapping
from itertools import combinations_with_replacement, product
from random import Random
from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports.data import Item, Section
from reports.rules.forms import END_SHARE, end_code, mean_band
from reports.rules.gate import through_the_gate
from reports.rules.thresholds import Thresholds, ThresholdTooLowError
from reports.rules.tree import Tree
from tests.reports.attacker import pinned
from tests.reports.trees import CHANGE, FACES, World, counts, places, random_world, tight_worlds, unit, worlds

Seat = tuple[UUID, int]
DIVIDED = ("1", "2", "3", "4", "5", "5")


def world_of(*sizes: int, item: Item = FACES, answers: tuple[str, ...] = DIVIDED) -> World:
    """One provider with teams of these sizes, each with divided answers."""
    tree = Tree(places([None, *(0 for _ in sizes)]))
    given = {unit(n): tuple(answers[i % len(answers)] for i in range(size)) for n, size in enumerate(sizes, start=1)}
    return World(tree, given, item)


def test_fewer_than_five_give_nothing() -> None:
    group = world_of(4, 20).publish()[unit(1)]
    assert (group.n, group.withheld, group.results) == (4, True, {})


@pytest.mark.parametrize("n", [5, 7, 9])
def test_five_to_nine_give_a_coarse_mean_and_no_distribution(n: int) -> None:
    figure = world_of(n, n, n, 20).figures()[unit(1)]
    assert figure.keys() == {"n", "mean_band"}
    assert figure["mean_band"] * 2 == int(figure["mean_band"] * 2)


def test_ten_give_a_distribution() -> None:
    figure = world_of(10, 11).figures()[unit(1)]
    assert figure == {"n": 10, "counts": {"1": 2, "2": 2, "3": 2, "4": 2, "5": 2}}


def test_a_change_answer_of_fewer_than_ten_is_withheld() -> None:
    figures = world_of(9, 9, 12, item=CHANGE, answers=("change", "keep", "dont_know")).figures()
    assert figures[unit(1)] == {"withheld": True}
    assert figures[unit(3)] == {"n": 12, "counts": {"change": 4, "keep": 4, "dont_know": 4}}


def test_a_distribution_stays_away_where_it_would_leave_fewer_than_ten_by_subtraction() -> None:
    figures = world_of(12, 7).figures()
    assert "counts" in figures[unit(0)]
    assert "counts" not in figures[unit(1)]


def test_the_number_that_counts_is_the_questions_own() -> None:
    world = world_of(12, 40)
    silent = world.with_answers({**world.answers, unit(1): (*world.answers[unit(1)][:4], *(None for _ in range(8)))})
    assert silent.publish()[unit(1)].withheld is False
    assert silent.figures()[unit(1)] == {"withheld": True}


def test_above_the_providers_it_takes_three_teams() -> None:
    tree = Tree(places([None, 0, 0, 0], cooperative=True))
    two = World(tree, {unit(1): DIVIDED * 3, unit(2): DIVIDED * 3}, FACES)
    assert two.publish()[unit(0)].withheld
    assert not two.with_answers({**two.answers, unit(3): DIVIDED * 3}).publish()[unit(0)].withheld


def test_nearly_everybody_the_same_in_a_small_group_is_not_counted_exactly() -> None:
    world = world_of(20, 40)
    same = world.with_answers({**world.answers, unit(1): ("5",) * 19 + ("1",)})
    assert same.figures()[unit(1)] == {"n": 20, "at_least": {"5": 90}}


def test_nor_can_it_be_had_by_subtraction() -> None:
    world = world_of(20, 12, 40)
    same = world.with_answers({**world.answers, unit(1): ("5",) * 20})
    figures = same.figures()
    assert "counts" in figures[unit(0)]
    assert figures[unit(2)] == {"withheld": True}
    assert "counts" in figures[unit(3)]


def test_nobody_can_ask_for_a_threshold_below_the_floor() -> None:
    with pytest.raises(ThresholdTooLowError, match="group"):
        Thresholds(group=4)


@given(world=worlds())
def test_every_difference_of_two_exact_figures_is_large_and_divided(world: World) -> None:
    figures = {place: Counter(figure["counts"]) for place, figure in world.figures().items() if "counts" in figure}
    for place, outer in figures.items():
        assert outer.total() >= 10
        parent = world.tree.parent[place]
        while parent is not None and parent not in figures:
            parent = world.tree.parent[parent]
        rest = figures[parent] - outer if parent is not None else Counter()
        assert rest.total() == 0 or rest.total() >= 10
    for left in world.tree.gathered(world.table.own, figures).items():
        if left[0] is not None:
            assert end_code(left[1], 30) is None


@given(world=worlds())
def test_which_groups_are_shown_says_nothing_about_the_answers(world: World) -> None:
    shuffled = shuffled_over_the_tree(world)
    before, after = world.publish(), shuffled.publish()
    assert {unit: group.withheld for unit, group in before.items()} == {u: group.withheld for u, group in after.items()}
    otherwise = shuffled.figures()
    for place, figure in world.figures().items():
        assert not {"mean_band", "counts"} <= {*figure, *otherwise[place]}


def shuffled_over_the_tree(world: World) -> World:
    """Everybody who answered gets the answer of somebody else who answered."""
    said = [code for given in world.answers.values() for code in given if code is not None]
    Random(3).shuffle(said)
    return world.with_answers(
        {place: tuple(code and said.pop() for code in given) for place, given in world.answers.items()}
    )


@given(world=st.one_of(worlds(), tight_worlds()), seed=st.integers(0, 2**32))
@example(world=random_world(Random(1418), units=12), seed=3)
def test_people_of_a_remainder_may_change_places_without_a_trace_in_exact_figures(world: World, seed: int) -> None:
    assert traces(world, Random(seed)) == []


def traces(world: World, random: Random) -> list[str]:
    """Exact figures that are gone or otherwise once people whose answers stay hidden together changed places."""
    exact = {place: figure for place, figure in world.figures().items() if "counts" in figure}
    otherwise = rearranged(world, world.tree.holders(exact), random).figures()
    return [
        f"{place}: {figure} became {otherwise[place]}" for place, figure in exact.items() if otherwise[place] != figure
    ]


def rearranged(world: World, holders: Mapping[UUID, UUID | None], random: Random) -> World:
    """In each remainder one, two or five pairs change places, or everybody does, mostly so that equals sit together."""
    answers = {place: list(given) for place, given in world.answers.items()}
    for holder in sorted(set(holders.values()), key=str):
        seats = [
            (place, seat)
            for place, given in world.answers.items()
            for seat, code in enumerate(given)
            if code is not None and holders[place] == holder
        ]
        if seats:
            (_some_pairs if random.random() < 0.5 else _everybody)(answers, seats, random)
    return world.with_answers({place: tuple(given) for place, given in answers.items()})


def _some_pairs(answers: dict[UUID, list[str | None]], seats: list[Seat], random: Random) -> None:
    for _ in range(random.choice((1, 2, 5))):
        (here, one), (there, other) = random.choice(seats), random.choice(seats)
        answers[here][one], answers[there][other] = answers[there][other], answers[here][one]


def _everybody(answers: dict[UUID, list[str | None]], seats: list[Seat], random: Random) -> None:
    said = [answers[place][seat] for place, seat in seats]
    random.shuffle(said)
    if random.random() < 0.7:
        rank = {code: random.random() for code in sorted(set(map(str, said)))}
        said.sort(key=lambda code: rank[str(code)])
    first = {place: random.random() for place, _ in seats}
    for (place, seat), code in zip(sorted(seats, key=lambda at: first[at[0]]), said, strict=True):
        answers[place][seat] = code


def test_which_other_team_falls_does_not_hang_on_who_in_the_remainder_said_what() -> None:
    world = world_of(12, 15, 11)
    one = {unit(1): ("5",) * 12, unit(2): ("1",) * 14 + ("5",)}
    two = {unit(1): ("5",) * 11 + ("1",), unit(2): ("1",) * 13 + ("5",) * 2}
    before, after = (world.with_answers({**world.answers, **given}).figures() for given in (one, two))
    assert [place for place in before if "counts" in before[place]] == [unit(0)]
    assert [place for place in after if "counts" in after[place]] == [unit(0), unit(2)]


def test_a_block_of_thirty_falls_without_the_next() -> None:
    world = world_of(12, 20, 13, 21)
    figures = world.with_answers({**world.answers, unit(1): ("5",) * 12}).figures()
    assert [place for place in figures if "counts" in figures[place]] == [unit(0), unit(2), unit(3)]


@given(world=worlds())
def test_higher_thresholds_never_show_more_in_all(world: World) -> None:
    strict = Thresholds(group=8, mean=8, distribution=15)
    shown = [sum(not group.withheld for group in world.publish(t).values()) for t in (Thresholds(), strict)]
    assert shown == sorted(shown, reverse=True)


@pytest.mark.parametrize("seed", range(12))
def test_an_attacker_with_every_number_cannot_work_out_a_hidden_count(seed: int) -> None:
    world = random_world(Random(seed), units=9)
    assert pinned(world, world.figures()) == []


@pytest.mark.parametrize(("codes", "n"), [*product([2, 3, 4, 5], [5, 7, 9]), (10, 5), (10, 7)])
def test_no_mean_tells_what_anybody_answered(codes: int, n: int) -> None:
    assert fewest_answers_left(codes, n) >= 2


def fewest_answers_left(codes: int, n: int) -> int:
    """Over every possible group: how many answers of one member a published mean still allows, at the least."""
    item = Item(Section.QUESTIONS, "vraag", tuple(str(code) for code in range(1, codes + 1)), numbered=True)
    left: dict[object, set[str]] = {}
    for group in combinations_with_replacement(item.codes, n):
        left.setdefault(mean_band(item, counts(group)), set()).update(group)
    return min(map(len, left.values()))


def test_the_outermost_means_are_open() -> None:
    assert mean_band(FACES, counts(("5",) * 6)) == mean_band(FACES, counts(("5",) * 5 + ("3",))) == 4.5
    assert mean_band(FACES, counts(("1",) * 6)) == 1.5


def test_clients_and_relatives_go_apart() -> None:
    world = world_of(12, 12)
    groups = through_the_gate(world.tree, {}, [], Thresholds(), audience="relative", informant="relative")
    assert all(group.withheld and group.n == 0 for group in groups)


def test_ninety_per_cent_is_nearly_everybody() -> None:
    assert END_SHARE == 90
    assert end_code(counts(("5",) * 9 + ("1",)), 30) == "5"
    assert end_code(counts(("5",) * 8 + ("1",) * 2), 30) is None
    assert end_code(counts(("5",) * 30), 30) is None


def test_a_unit_with_the_same_people_as_the_one_above_says_the_same() -> None:
    tree = Tree(places([None, 0, 1]))
    figures = World(tree, {unit(2): ("5",) * 12}, FACES).figures()
    assert figures[unit(0)] == figures[unit(1)] == figures[unit(2)] == {"n": 12, "at_least": {"5": 90}}
