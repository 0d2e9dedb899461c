"""All rooms that follow what happens in lives."""

from collections.abc import Iterator

from organisations.life.base import Follower


class Followers:
    """The followers by the name of their room."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_room: dict[str, Follower] = {}

    def register(self, room: str, follower: Follower) -> None:
        """Let a room follow; raises `ValueError` when it does already."""
        if room in self._by_room:
            message = f"{room} follows already."
            raise ValueError(message)
        self._by_room[room] = follower

    def __iter__(self) -> Iterator[Follower]:
        """Give each follower, in the order in which the rooms registered."""
        return iter(self._by_room.values())


followers = Followers()
