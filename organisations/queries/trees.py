"""Reads about the tree of units."""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from organisations.models import Unit
from organisations.rules.units import Place, PlaceIndex

STEP = Unit.steplen


def paths_above(path: str) -> list[str]:
    """Return a tree path and those above it, from the top down."""
    return [path[:end] for end in range(STEP, len(path) + 1, STEP)]


def below(paths: tuple[str, ...], field: str = "path") -> Q:
    """Return the condition that a tree path lies at or below one of the paths; without paths it holds for nothing."""
    return reduce(or_, (Q(**{f"{field}__startswith": path}) for path in paths), Q(pk__in=[]))


def places(unit: Unit) -> tuple[Place, ...]:
    """Return a unit and all below it as a text may name them, by full name. One query."""
    relevant = Unit.objects.filter(Q(path__startswith=unit.path) | Q(path__in=paths_above(unit.path)))
    return as_places(relevant, roots=(unit.path,))


def places_below(paths: tuple[str, ...]) -> tuple[Place, ...]:
    """Return the open units at or below tree paths as a text may name them, from the path's own down. One query."""
    found = as_places(Unit.objects.filter(below(paths)), roots=paths)
    return tuple(place for place in found if not place.closed)


def as_places(units: Iterable[Unit], *, roots: Sequence[str]) -> tuple[Place, ...]:
    """Return those units that lie at or below one of the paths `roots` as places, by full name.

    `units` holds everything that is to appear in the names, so those above the roots too.
    """
    by_path = {unit.path: unit for unit in units}
    found = [
        _place([by_path[above] for above in paths_above(path) if above in by_path])
        for path in by_path
        if path.startswith(tuple(roots))
    ]
    return tuple(sorted(found, key=lambda place: place.full_name.casefold()))


def _place(chain: Sequence[Unit]) -> Place:
    providers = [unit.id for unit in chain if unit.is_provider]
    return Place(
        unit_id=chain[-1].id,
        provider_id=providers[-1] if providers else None,
        names=tuple(unit.name for unit in chain),
        closed=chain[-1].closed_on is not None,
    )


def units_named(text: str) -> list[Unit]:
    """Return every unit that an id, a name or the end of a path (`Location/Team`) may mean, in the whole tree."""
    found = PlaceIndex(as_places(Unit.objects.all(), roots=("",))).find(text)
    return list(Unit.objects.filter(pk__in=[_as_id(text), *(place.unit_id for place in found)]))


def _as_id(text: str) -> UUID:
    """Return a text as an id; one that is none stands for no unit."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
