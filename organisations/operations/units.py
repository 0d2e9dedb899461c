"""Changing the tree of units and the organisation's own words."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import ProtectedError

from organisations.models import Unit, Wording
from organisations.queries.units import holds_anybody


class UnitInUseError(Exception):
    """A unit with people, tablets, roles, rounds or other units cannot be removed."""


class NameTakenError(Exception):
    """Another unit in the same place already has this name; in a file or a list one could not tell them apart."""


@transaction.atomic
def add_unit(*, parent: Unit, name: str, level: str, is_provider: bool = False) -> Unit:
    """Add a unit below another; raises `NameTakenError`."""
    locked = Unit.objects.select_for_update().get(pk=parent.pk)
    _refuse_taken_name(locked, name)
    child: Unit = Unit.objects.add_child(locked, {"name": name, "level": level, "is_provider": is_provider})
    return child


@transaction.atomic
def change_unit(*, unit: Unit, name: str, level: str) -> None:
    """Rename a unit or what its level is called; raises `NameTakenError`."""
    parent = Unit.objects.filter(path=unit.path[: -Unit.steplen]).select_for_update().first()
    if parent:
        _refuse_taken_name(parent, name, besides=unit)
    Unit.objects.filter(pk=unit.pk).update(name=name, level=level)


def _refuse_taken_name(parent: Unit, name: str, besides: Unit | None = None) -> None:
    children = Unit.objects.filter(path__startswith=parent.path, depth=parent.depth + 1, name__iexact=name)
    if children.exclude(pk=besides.pk if besides else None).exists():
        raise NameTakenError


@transaction.atomic
def remove_unit(*, unit: Unit) -> None:
    """Remove a unit that nothing hangs on; raises `UnitInUseError` and leaves everything as it is otherwise."""
    found = Unit.objects.select_for_update().get(pk=unit.pk)
    if found.depth == 1 or holds_anybody(found):
        raise UnitInUseError
    try:
        found.delete()
    except ProtectedError as error:
        raise UnitInUseError from error


@transaction.atomic
def set_wording(*, unit: Unit, words: Mapping[str, str]) -> Wording:
    """Set the organisation's own words on a unit and all below it; keys are fields of `Wording`."""
    wording, _created = Wording.objects.update_or_create(unit=unit, defaults=dict(words))
    return wording
