"""Who still has to look when a person is observed: enough people, each knowing the person from another side.

For profound disability the sector asks two informants with different perspectives. Where there is no family, another
relation that the definition names takes their place and may not be left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from instruments.definition.model import Definition
from instruments.definition.suiting import Relation


@dataclass(frozen=True, slots=True)
class Lacking:
    """How many people still have to look, and from which sides they may know the person, the necessary one first."""

    count: int
    relations: tuple[Relation, ...]

    @property
    def complete(self) -> bool:
        """Whether enough people looked."""
        return self.count == 0


def lacking(definition: Definition, looked: Iterable[Relation], *, has_family: bool) -> Lacking:
    """Give who is still to look; a second person with the same relation adds nothing."""
    usable = _usable(definition, has_family=has_family)
    seen = set(looked) & set(usable)
    free = tuple(relation for relation in usable if relation not in seen)
    needed = min(definition.informants_needed, len(usable))
    stands_in = None if has_family else definition.without_family
    necessary = (stands_in,) if stands_in and stands_in not in seen else ()
    count = max(needed - len(seen), len(necessary))
    if count == len(necessary):
        return Lacking(count, necessary)
    return Lacking(count, (*necessary, *(relation for relation in free if relation not in necessary)))


def free(definition: Definition, taken: Iterable[Relation], *, has_family: bool) -> tuple[Relation, ...]:
    """Give the sides from which somebody may still be asked to look: while people lack theirs, then any other."""
    looked = set(taken)
    missing = lacking(definition, looked, has_family=has_family)
    if not missing.complete:
        return missing.relations
    others = (relation for relation in Relation if has_family or relation is not Relation.FAMILY)
    return tuple(relation for relation in others if relation not in looked)


def _usable(definition: Definition, *, has_family: bool) -> tuple[Relation, ...]:
    named = definition.relations or tuple(Relation)
    if has_family:
        return named
    stands_in = (definition.without_family,) if definition.without_family else ()
    usable = dict.fromkeys([*stands_in, *named, *Relation])
    others = [relation for relation in usable if relation is not Relation.FAMILY]
    return tuple(others[: max(definition.informants_needed, len(named) - 1)])
