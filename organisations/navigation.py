"""The main menu. Each room registers its own entries at start-up; nobody here knows what the other rooms are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from organisations.choices import Role
from organisations.data import Rights


@dataclass(frozen=True)
class Entry:
    """An entry of the menu: its words, its page, the roles that see it, and its place (lower comes first)."""

    label: str | Promise
    url_name: str
    roles: frozenset[Role]
    place: int


@dataclass(frozen=True)
class ShownEntry:
    """An entry as a page shows it."""

    label: str | Promise
    url: str
    current: bool


class Navigation:
    """All entries there are."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def register(self, label: str | Promise, url_name: str, *, roles: Iterable[Role], place: int) -> None:
        """Add an entry; raises `ValueError` when its page is in the menu already."""
        if url_name in self._entries:
            message = f"{url_name} is in the menu already."
            raise ValueError(message)
        self._entries[url_name] = Entry(label, url_name, frozenset(roles), place)

    def shown_to(self, rights: Rights, *, path: str) -> Iterator[ShownEntry]:
        """Yield the entries for somebody, in order; the one that `path` lies below is current."""
        for entry in sorted(self._entries.values(), key=lambda one: one.place):
            if rights.has(*entry.roles):
                url = reverse(entry.url_name)
                yield ShownEntry(entry.label, url, current=path.startswith(url))


navigation = Navigation()
