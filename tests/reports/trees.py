"""Random trees with random answers, for the properties of the gate."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from uuid import UUID

from hypothesis import strategies as st

from reports.data import Counts, Group, Item, Place, Section, Table
from reports.rules.gate import through_the_gate
from reports.rules.thresholds import Thresholds
from reports.rules.tree import Tree

FACES = Item(Section.QUESTIONS, "kamer", ("1", "2", "3", "4", "5"), numbered=True)
CHANGE = Item(Section.DOMAINS, "wonen", ("change", "keep", "dont_know"))
SKEWS = ((1, 1, 1, 1, 1), (0, 0, 1, 4, 10), (0, 0, 0, 1, 30), (20, 0, 0, 0, 20), (30, 1, 0, 0, 1))


def unit(number: int) -> UUID:
    return UUID(int=number + 1)


def places(parents: list[int | None], *, cooperative: bool = False) -> list[Place]:
    """Units 0, 1, 2 … with the given parents; in a cooperative the units right below the root are providers."""
    paths: list[str] = []
    for number, parent in enumerate(parents):
        paths.append(("" if parent is None else paths[parent]) + f"{number:04d}")
    return [
        Place(
            unit=unit(number),
            parent=None if parent is None else unit(parent),
            name=f"Eenheid {number}",
            level="team",
            path=paths[number],
            is_provider=parent == 0 if cooperative else number == 0,
        )
        for number, parent in enumerate(parents)
    ]


@dataclass(frozen=True)
class World:
    """A tree and what everybody in it answered: per unit a list of codes, None for somebody who did not answer that."""

    tree: Tree
    answers: Mapping[UUID, tuple[str | None, ...]]
    item: Item

    @property
    def own(self) -> dict[UUID, int]:
        return {place: len(given) for place, given in self.answers.items()}

    @property
    def table(self) -> Table:
        return Table(self.item, {place: counts(given) for place, given in self.answers.items()})

    def publish(self, thresholds: Thresholds | None = None) -> dict[UUID, Group]:
        groups = through_the_gate(
            self.tree, self.own, [self.table], thresholds or Thresholds(), audience="client", informant="self"
        )
        return {group.unit: group for group in groups}

    def figures(self, thresholds: Thresholds | None = None) -> dict[UUID, dict]:
        """What is published of the item, per unit; withheld for withheld groups."""
        return {
            place: group.results.get(self.item.section.value, {}).get(self.item.key, {"withheld": True})
            for place, group in self.publish(thresholds).items()
        }

    def with_answers(self, answers: Mapping[UUID, tuple[str | None, ...]]) -> "World":
        return World(self.tree, answers, self.item)


def counts(given: tuple[str | None, ...]) -> Counts:
    return Counter(code for code in given if code is not None)


def random_world(random: Random, *, units: int = 12, item: Item | None = None) -> World:
    """A world from a seed: small and large teams side by side, and groups in which nearly everybody says the same."""
    item = item or random.choice((FACES, CHANGE))
    reach = random.choice((1, 3, units))
    parents: list[int | None] = [None, *(random.randrange(min(number, reach)) for number in range(1, units))]
    tree = Tree(places(parents, cooperative=random.random() < 0.3))
    skew = random.choice(SKEWS)
    silent = random.choice((0.0, 0.0, 0.2))
    answers = {}
    for number in range(units):
        likely = random.choice((skew, skew, random.choice(SKEWS)))[: len(item.codes)]
        size = random_size(random, inner=number in parents)
        answers[unit(number)] = tuple(
            None if random.random() < silent else random.choices(item.codes, likely if any(likely) else None)[0]
            for _ in range(size)
        )
    return World(tree, answers, item)


def random_size(random: Random, *, inner: bool) -> int:
    """Units with units below them mostly have no people of their own."""
    if inner and random.random() < 0.8:
        return 0
    return random.choice((random.randrange(6), random.randrange(4, 13), random.randrange(9, 32)))


def worlds(units: int = 12) -> st.SearchStrategy[World]:
    return st.integers(0, 2**32).map(lambda seed: random_world(Random(seed), units=units))


def tight_world(random: Random) -> World:
    """Teams hardly large enough for a distribution, many of them alike, with one or two locations above some."""
    below = random.choice(((0,), (0, 1, 2), (2,)))
    parents = [None, 0, 0, *(random.choice(below) for _ in range(random.randrange(2, 8)))]
    alike, largest = random.choice((0.2, 0.7)), random.choice((11, 19))
    answers = {
        unit(number): _tight_team(random, random.randrange(10, largest), alike=random.random() < alike)
        for number in range(len(parents))
        if number not in parents or random.random() < 0.2
    }
    return World(Tree(places(parents)), answers, FACES)


def _tight_team(random: Random, size: int, *, alike: bool) -> tuple[str, ...]:
    otherwise = random.randrange(3) if alike else size
    return (random.choice("15"),) * (size - otherwise) + tuple(random.choices("15", k=otherwise))


def tight_worlds() -> st.SearchStrategy[World]:
    return st.integers(0, 2**32).map(lambda seed: tight_world(Random(seed)))
