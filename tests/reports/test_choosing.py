from collections.abc import Iterable, Mapping
from itertools import chain, combinations
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings

from reports.rules.choosing import choose_published, hiding_cost
from reports.rules.tree import Tree
from tests.reports.trees import World, places, unit, worlds

KS = (5, 10)


def remainders(tree: Tree, own: Mapping[UUID, int], published: Iterable[UUID]) -> dict[UUID, int]:
    """People per published unit who are in no published unit below it, counted the slow way."""
    published = frozenset(published)
    left = dict.fromkeys(published, 0)
    for place, people in own.items():
        at: UUID | None = place
        while at is not None and at not in published:
            at = tree.parent[at]
        if at is not None:
            left[at] += people
    return left


def cost(tree: Tree, own: Mapping[UUID, int], published: Iterable[UUID]) -> int:
    totals = tree.totals(own)
    return sum(hiding_cost(tree, totals, place) for place in tree.order if place not in frozenset(published))


def cheapest_of_all(tree: Tree, own: Mapping[UUID, int], k: int) -> int:
    filled = [place for place, people in tree.totals(own).items() if people]
    choices = chain.from_iterable(combinations(filled, size) for size in range(len(filled) + 1))
    return min(
        cost(tree, own, choice)
        for choice in choices
        if all(people == 0 or people >= k for people in remainders(tree, own, choice).values())
    )


@pytest.mark.parametrize("k", KS)
@given(world=worlds())
def test_every_remainder_is_empty_or_large_enough(k: int, world: World) -> None:
    published = choose_published(world.tree, world.own, k)
    assert all(people == 0 or people >= k for people in remainders(world.tree, world.own, published).values())
    assert all(world.tree.totals(world.own)[place] >= k for place in published)


@pytest.mark.parametrize("k", KS)
@given(world=worlds(units=9))
@settings(max_examples=40)
def test_no_safe_choice_hides_less(k: int, world: World) -> None:
    published = choose_published(world.tree, world.own, k)
    assert cost(world.tree, world.own, published) == cheapest_of_all(world.tree, world.own, k)


@given(world=worlds())
def test_raising_the_threshold_never_makes_it_cheaper(world: World) -> None:
    costs = [cost(world.tree, world.own, choose_published(world.tree, world.own, k)) for k in (5, 6, 8, 10, 15)]
    assert costs == sorted(costs)


@given(world=worlds())
def test_the_order_in_which_units_come_in_does_not_matter(world: World) -> None:
    shuffled = list(world.tree.places.values())
    Random(1).shuffle(shuffled)
    own = dict(reversed(world.own.items()))
    assert choose_published(Tree(shuffled), own, 5) == choose_published(world.tree, world.own, 5)


@given(world=worlds())
def test_what_is_not_allowed_is_not_published(world: World) -> None:
    barred = set(world.tree.order[::3])
    published = choose_published(world.tree, world.own, 5, allowed=lambda place: place not in barred)
    assert not published & barred
    assert all(people == 0 or people >= 5 for people in remainders(world.tree, world.own, published).values())


def test_a_second_team_is_hidden_when_one_alone_could_be_worked_out() -> None:
    tree = Tree(places([None, 0, 0, 0]))
    own = {unit(1): 3, unit(2): 6, unit(3): 8}
    assert choose_published(tree, own, 5) == {unit(0), unit(3)}


def test_exactly_k_people_are_enough() -> None:
    tree = Tree(places([None, 0, 0]))
    assert choose_published(tree, {unit(1): 5, unit(2): 5}, 5) == {unit(0), unit(1), unit(2)}


def test_hidden_teams_that_hide_each_other_cost_no_third() -> None:
    tree = Tree(places([None, 0, 0, 0]))
    assert choose_published(tree, {unit(1): 3, unit(2): 2, unit(3): 8}, 5) == {unit(0), unit(3)}


def test_the_provider_is_kept_rather_than_its_teams() -> None:
    tree = Tree(places([None, 0, 0]))
    assert choose_published(tree, {unit(1): 9, unit(2): 4}, 5) == {unit(0)}


def test_nobody_answered() -> None:
    tree = Tree(places([None, 0]))
    assert choose_published(tree, {}, 5) == frozenset()


def test_a_very_deep_tree_is_no_trouble() -> None:
    deep = Tree(places([None, *range(2000)]))
    assert choose_published(deep, {unit(2000): 5}, 5) == frozenset(deep.order)
