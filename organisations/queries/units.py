"""Reads for the pages about units."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, QuerySet

from organisations.models import Device, Placement, RoleAssignment, Unit
from organisations.queries.trees import paths_above


@dataclass
class Branch:
    """A unit with the branches below it, by name, and how many clients are placed in the unit itself today."""

    unit: Unit
    clients: int
    branches: list["Branch"] = field(default_factory=list)


def branches(units: QuerySet[Unit], *, on: date) -> list[Branch]:
    """Return units as trees; one whose parent is not among them is a root. Two queries."""
    found = list(units)
    counts = clients_per_unit(units, on=on)
    by_path = {unit.path: Branch(unit, counts[unit.path]) for unit in found}
    below: dict[str, list[Branch]] = defaultdict(list)
    for path, branch in by_path.items():
        below[path[: -Unit.steplen]].append(branch)
    for path, branch in by_path.items():
        branch.branches = _by_name(below[path])
    return _by_name([branch for path, branch in by_path.items() if path[: -Unit.steplen] not in by_path])


def _by_name(found: Sequence[Branch]) -> list[Branch]:
    return sorted(found, key=lambda branch: branch.unit.name.casefold())


def clients_per_unit(units: QuerySet[Unit], *, on: date) -> Counter[str]:
    """Return how many clients are placed in each unit itself on a day, by tree path."""
    rows = Placement.objects.filter(unit__in=units, period__contains=on).values("unit__path")
    return Counter({row["unit__path"]: row["people"] for row in rows.annotate(people=Count("client", distinct=True))})


def chain(unit: Unit, roots: tuple[str, ...]) -> list[Unit]:
    """Return the units from the nearest of the roots down to a unit's parent: the way back on its page."""
    paths = paths_above(unit.path)[:-1]
    return list(Unit.objects.filter(path__in=[path for path in paths if path.startswith(roots)]).order_by("path"))


def within_provider(unit: Unit) -> bool:
    """Return whether a unit is a provider or lies below one."""
    paths = paths_above(unit.path)
    found: bool = Unit.objects.filter(path__in=paths, is_provider=True).exists()
    return found


def holds_anybody(unit: Unit) -> bool:
    """Return whether units, roles, tablets or placements, past ones too, hang on a unit, so that it cannot go.

    Roles and tablets would go with it without a word.
    """
    return bool(unit.numchild) or any(
        rows.exists()
        for rows in (
            RoleAssignment.objects.filter(unit=unit),
            Device.objects.filter(unit=unit, revoked_at=None),
            Placement.objects.filter(unit=unit),
        )
    )


def keeper_of_log(unit: Unit) -> Unit:
    """Return the unit that keeps the access log of a unit: its provider or, above all providers, the top. One query."""
    above: list[Unit] = list(Unit.objects.filter(path__in=paths_above(unit.path)).order_by("path"))
    return next((found for found in reversed(above) if found.is_provider), above[0])
