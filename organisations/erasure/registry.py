"""The rules of all rooms. Each room registers its own at start-up, from left to right; nobody here knows the others."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from instruments.registry import Registry
from organisations.erasure.base import Kind, RoomRule


class Rooms(Registry[RoomRule]):
    """Rules by name of their room, in the order in which rooms may import each other."""

    def kinds(self) -> Iterator[tuple[RoomRule, Kind]]:
        """Yield every kind of row with the room that has it."""
        for room in self:
            yield from ((room, kind) for kind in room.kinds)

    def kind(self, name: str) -> Kind:
        """Return the kind of this name. Raises KeyError for one that no room has any more."""
        return {kind.name: kind for _room, kind in self.kinds()}[name]

    def from_right_to_left(self) -> tuple[RoomRule, ...]:
        """Return the rules in the order in which they remove."""
        return tuple(reversed(tuple(self)))

    def holders(self, model: str) -> Iterator[QuerySet[Any]]:
        """Yield, for every kind of row that holds rows of `model`, the ids of those that are held now."""
        for _room, kind in self.kinds():
            own = apps.get_model(kind.model)
            if kind.holds and own._meta.get_field(kind.holds).related_model is apps.get_model(model):  # noqa: SLF001 -- Django's documented way to a model's fields
                yield own._default_manager.exclude(**{kind.holds: None}).values(kind.holds)  # noqa: SLF001 -- the same


rooms = Rooms("rule of what a room holds about clients")
