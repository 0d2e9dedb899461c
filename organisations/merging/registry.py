"""All rooms that keep rows about clients."""

from collections.abc import Iterator

from organisations.merging.base import Part


class Parts:
    """The parts by the name of their room."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_room: dict[str, Part] = {}

    def register(self, room: str, part: Part) -> None:
        """Add the part of a room; raises `ValueError` when it has one already."""
        if room in self._by_room:
            message = f"{room} has its part in merging already."
            raise ValueError(message)
        self._by_room[room] = part

    def __iter__(self) -> Iterator[Part]:
        """Give each part, in the order in which the rooms registered."""
        return iter(self._by_room.values())


parts = Parts()
