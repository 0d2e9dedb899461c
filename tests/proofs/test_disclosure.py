"""Proof that small groups stay hidden: many random rounds, an attacker who knows every number, and planted mistakes."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from itertools import combinations_with_replacement
from random import Random
from time import process_time
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.data import Counts, Item, Section
from reports.rules import blocks, coarse, exact, gate
from reports.rules.blocks import Block
from reports.rules.choosing import choose_published
from reports.rules.forms import end_code, mean_band, people
from reports.rules.thresholds import Thresholds
from reports.rules.tree import Tree
from tests.reports.attacker import pinned
from tests.reports.test_choosing import cheapest_of_all, cost
from tests.reports.test_gate import shuffled_over_the_tree, traces
from tests.reports.trees import FACES, World, counts, places, random_world, tight_world, tight_worlds, unit, worlds

pytestmark = pytest.mark.proof

DISTRIBUTION, ENDS = Thresholds().distribution, Thresholds().exact_ends
SEEDS = range(420)
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def leaks(world: World, figures: Mapping[UUID, dict]) -> list[str]:
    """Everything that is wrong with what was published of one item."""
    return [*small_groups(world, figures), *small_remainders(world, figures), *map(str, pinned(world, figures))]


def small_groups(world: World, figures: Mapping[UUID, dict]) -> list[str]:
    answered = {place: people(given) for place, given in world.tree.with_below(world.table.own).items()}
    return [
        f"{figure} of {answered[place]}" for place, figure in figures.items() if "n" in figure and answered[place] < 5
    ]


def small_remainders(world: World, figures: Mapping[UUID, dict]) -> list[str]:
    exact = {place for place, figure in figures.items() if "counts" in figure}
    left = {place: found for place, found in world.tree.gathered(world.table.own, exact).items() if place in exact}
    return [
        f"{dict(found)} is left below {place}"
        for place, found in left.items()
        if 0 < people(found) < DISTRIBUTION or end_code(found, ENDS)
    ]


@pytest.mark.parametrize("chunk", range(6))
def test_nothing_leaks_in_many_random_rounds(chunk: int) -> None:
    for seed in SEEDS[chunk::6]:
        world = random_world(Random(seed), units=11)
        assert leaks(world, world.figures()) == [], seed


@given(world=worlds(units=80))
@settings(PATIENT, max_examples=600)
def test_no_remainder_is_small_in_large_trees(world: World) -> None:
    figures = world.figures()
    assert small_groups(world, figures) == []
    assert small_remainders(world, figures) == []


@given(world=worlds(units=60))
@settings(PATIENT, max_examples=200)
def test_which_groups_are_shown_never_depends_on_answers(world: World) -> None:
    before, after = world.publish(), shuffled_over_the_tree(world).publish()
    assert {place for place in before if before[place].withheld} == {place for place in after if after[place].withheld}


@given(world=worlds(units=11))
@settings(PATIENT, max_examples=60)
def test_the_choice_is_as_good_as_the_best_of_all_choices(world: World) -> None:
    for k in (5, 10):
        published = choose_published(world.tree, world.own, k)
        assert cost(world.tree, world.own, published) == cheapest_of_all(world.tree, world.own, k)


@pytest.mark.parametrize("n", [5, 6, 7, 8, 9])
def test_no_mean_of_marks_tells_what_anybody_gave(n: int) -> None:
    marks = Item(Section.QUESTIONS, "cijfer", tuple(map(str, range(1, 11))), numbered=True)
    allowed: dict[object, set[str]] = {}
    ways: dict[object, int] = {}
    for group in combinations_with_replacement(marks.codes, n):
        band = mean_band(marks, counts(group))
        allowed.setdefault(band, set()).update(group)
        ways[band] = ways.get(band, 0) + 1
    assert min(map(len, allowed.values())) >= 4
    assert min(ways.values()) >= 7


def primary_only(tree: Tree, own: Mapping[UUID, int], k: int, *, allowed: Any = lambda _: True) -> frozenset[UUID]:
    """The usual mistake: each group is judged by itself."""
    return frozenset(place for place, n in tree.totals(own).items() if n >= k and allowed(place))


def on_the_groups_number(
    world: World, tree: Tree, _own: Mapping[UUID, int], k: int, *, allowed: Any = lambda _: True
) -> frozenset[UUID]:
    """Whoever answered at all counts, also for a question that they declined."""
    return choose_published(tree, world.own, k, allowed=allowed)


def as_invited(own: Mapping[UUID, int]) -> dict[UUID, int]:
    """Half as many people again were asked as answered."""
    return {place: n + n // 2 + 1 for place, n in own.items()}


def on_the_invited(tree: Tree, own: Mapping[UUID, int], k: int, *, allowed: Any = lambda _: True) -> frozenset[UUID]:
    """Those who were asked count, whether they answered or not."""
    return choose_published(tree, as_invited(own), k, allowed=allowed)


Mutant = Callable[[World], tuple[object, str, object]]
MISTAKES: dict[str, Mutant] = {
    "the second group is not hidden": lambda _: (gate, "choose_published", primary_only),
    "a question is judged by the number of the group": lambda world: (
        gate,
        "choose_published",
        partial(on_the_groups_number, world),
    ),
    "those who were asked are counted": lambda _: (gate, "choose_published", on_the_invited),
    "small groups that agree are counted exactly": lambda _: (
        gate,
        "exact_units",
        lambda _t, _o, chosen, _e: frozenset(chosen),
    ),
    "coarse figures are not held against exact ones": lambda _: (coarse, "leaves_a_way_out", lambda _: True),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_planted_mistake_is_found(mistake: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = 0
    for seed in range(80):
        world = random_world(Random(seed), units=9)
        module, name, wrong = MISTAKES[mistake](world)
        with monkeypatch.context() as planted:
            planted.setattr(module, name, wrong)
            found += bool(leaks(world, world.figures()))
    print(f"\n{mistake}: found in {found} of 80 rounds")
    assert found > 0


@given(world=st.one_of(worlds(units=40), tight_worlds()), seed=st.integers(0, 2**32))
@settings(PATIENT, max_examples=600)
def test_exact_figures_show_no_trace_of_people_who_change_places(world: World, seed: int) -> None:
    assert traces(world, Random(seed)) == []


def one_by_one(
    tree: Tree, own: Mapping[UUID, Counts], distributed: Collection[UUID], exact_ends: int
) -> frozenset[UUID]:
    """The obvious way: as long as a remainder may not be told, the smallest right below it falls."""
    standing, sums = set(distributed), tree.with_below(own)
    while True:
        remainders, nearest = tree.gathered(own, standing), tree.holders(standing)
        alike = [
            place for place in reversed(tree.order) if place in standing and end_code(remainders[place], exact_ends)
        ]
        if not alike:
            return frozenset(standing)
        parents = {place: tree.parent[place] for place in standing}
        below = [place for place, parent in parents.items() if parent is not None and nearest[parent] == alike[0]]
        standing.discard(min(below, key=lambda place: (people(sums[place]), str(place)), default=alike[0]))


def beside_large_ones() -> World:
    """A team that is alike with nobody small beside it: a location must keep it company, with some of its teams."""
    tree, half = Tree(places([None, 0, 0, *[2] * 6])), ("1", "5") * 5
    answers = {unit(1): ("5",) * 10, **{unit(number): half for number in range(3, 9)}, unit(5): ("1",) * 10}
    return World(tree, answers, FACES)


Falling = Callable[..., frozenset[UUID]]


def all_in_part(falling: Falling) -> Falling:
    """Each block falls only as far as it must by itself, as if nothing else lay hidden beside it."""
    return lambda unit, blocks, said, **more: frozenset().union(
        *(falling(unit, [block], said, **more) for block in blocks)
    )


def whoever_stands(falling: Falling) -> Falling:
    """A block falls in part, also below a unit that has fallen."""
    return lambda *given, **_: falling(*given, stands=True)


def of_too_few(divide: Callable[..., list[Block]]) -> Callable[..., list[Block]]:
    """Blocks of fewer people than it takes to be safe whatever they answered."""
    return lambda parts, enough: divide(parts, enough * 2 // 3)


FALLS: dict[str, tuple[object, str, object]] = {
    "they fall one by one": (gate, "exact_units", one_by_one),
    "blocks are too small": (blocks, "_blocks", of_too_few(blocks._blocks)),
    "the block with the remainder stays behind": (Block, "holds_rest", False),
    "blocks fall in part beside each other": (exact, "_falling", all_in_part(exact._falling)),
    "a block falls in part below what has fallen": (exact, "_falling", whoever_stands(exact._falling)),
}


@pytest.mark.parametrize("mistake", FALLS)
def test_a_mistake_in_what_falls_is_found(mistake: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = [*(tight_world(Random(seed)) for seed in range(250)), *[beside_large_ones()] * 40]
    module, name, wrong = FALLS[mistake]
    monkeypatch.setattr(module, name, wrong)
    found = found_in(rounds)
    print(f"\n{mistake}: found in {found} of {len(rounds)} rounds")
    assert found > 0


def found_in(rounds: list[World]) -> int:
    return sum(
        bool(small_remainders(world, world.figures()) or traces(world, Random(seed)))
        for seed, world in enumerate(rounds)
    )


def test_asking_for_one_more_than_the_threshold_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = Tree(places([None, 0, 0]))
    world = World(tree, {unit(1): ("1", "2", "3", "4", "5"), unit(2): ("1", "2", "3", "4", "5", "5")}, FACES)
    assert not world.publish()[unit(1)].withheld
    monkeypatch.setattr(gate, "choose_published", lambda t, o, k, **more: choose_published(t, o, k + 1, **more))
    assert world.publish()[unit(1)].withheld


SECONDS_FOR_1200_TEAMS = 5  # of the processor's time; measured: 0.13


def test_a_tree_of_1200_teams_is_decided_quickly() -> None:
    random = Random(12)
    parents: list[int | None] = [None, *(0 for _ in range(25)), *(1 + n % 25 for n in range(150))]
    parents += [26 + n % 150 for n in range(1200)]
    tree = Tree(places(parents, cooperative=True))
    own = {unit(176 + team): random.randrange(15) for team in range(1200)}
    for k in (5, 10):
        began = process_time()
        published = choose_published(tree, own, k)
        taken = process_time() - began
        large = sum(n >= k for n in tree.totals(own).values())
        hidden = large - len(published)
        print(f"\n1,200 teams, k={k}: {1000 * taken:.0f} ms; {hidden} of {large} large enough units hidden for others")
        assert taken < SECONDS_FOR_1200_TEAMS
        assert hidden < large / 10
