"""The main menu. Each room registers its own entries at start-up; nobody here knows what the other rooms are.

A few daily entries stand in the bar. The others are cards on one page, "Settings", itself the last entry of the bar.
Whoever has only one such card finds it in the bar: a page with a single card would be in the way. Whoever has so many
roles that the bar would not fit one line finds the last daily entries among the cards.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.choices import Role
from organisations.data import Rights

SETTINGS_PAGE = "organisations:settings"
MOST_IN_BAR = 6


class Group(Enum):
    """Where an entry stands: in the bar, or as a card on the page with settings."""

    DAILY = auto()
    SETTINGS = auto()


@dataclass(frozen=True)
class Entry:
    """An entry of the menu: its words, its page, the roles that see it, and its place (lower comes first).

    `about` is one sentence for its card. `more` are the names of other pages that belong to it, elsewhere by address;
    `below` the beginnings of addresses of what lies below it, such as `/wishes/` below the clients.
    """

    label: str | Promise
    url_name: str
    roles: frozenset[Role]
    place: int
    group: Group = Group.DAILY
    about: str | Promise = ""
    more: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    def nearness(self, path: str) -> int:
        """Return how much of the path leads to this entry, in characters; 0 when the page lies elsewhere."""
        pages = (reverse(name) for name in (self.url_name, *self.more))
        return max((len(url) for url in (*pages, *self.below) if path.startswith(url)), default=0)


@dataclass(frozen=True)
class ShownEntry:
    """An entry as a page shows it."""

    label: str | Promise
    url: str
    current: bool = False
    about: str | Promise = ""


class Navigation:
    """All entries there are."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def register(
        self,
        label: str | Promise,
        url_name: str,
        *,
        roles: Iterable[Role],
        place: int,
        group: Group = Group.DAILY,
        about: str | Promise = "",
        more: Iterable[str] = (),
        below: Iterable[str] = (),
    ) -> None:
        """Add an entry; raises `ValueError` when its page is in the menu already, or a card has no sentence."""
        if url_name in self._entries:
            message = f"{url_name} is in the menu already."
            raise ValueError(message)
        if group is Group.SETTINGS and not about:
            message = f"{url_name} needs a sentence for its card."
            raise ValueError(message)
        names, beginnings = tuple(more), tuple(below)
        self._entries[url_name] = Entry(label, url_name, frozenset(roles), place, group, about, names, beginnings)

    def beginnings(self) -> list[str]:
        """Return every beginning of addresses that an entry claims."""
        return [begin for entry in self._entries.values() for begin in entry.below]

    def shown_to(self, rights: Rights, *, path: str) -> list[ShownEntry]:
        """Return the bar for somebody, in order; the one entry that `path` lies nearest to is current."""
        seen = self._seen_by(rights)
        nearest = max(seen, key=lambda one: one.nearness(path), default=None)
        current = nearest if nearest and nearest.nearness(path) else None
        cards = _cards(seen)
        in_bar = seen if len(cards) <= 1 else [one for one in seen if one not in cards]
        bar = [ShownEntry(one.label, reverse(one.url_name), one is current) for one in in_bar]
        if in_bar is seen:
            return bar
        settings = reverse(SETTINGS_PAGE)
        return [*bar, ShownEntry(_("Settings"), settings, current in cards or path.startswith(settings))]

    def cards_for(self, rights: Rights) -> list[ShownEntry]:
        """Return the cards on the page with settings of somebody, in order."""
        cards = _cards(self._seen_by(rights))
        return [ShownEntry(one.label, reverse(one.url_name), about=one.about) for one in cards]

    def _seen_by(self, rights: Rights) -> list[Entry]:
        entries = sorted(self._entries.values(), key=lambda one: one.place)
        return [one for one in entries if rights.has(*one.roles)]


def _cards(seen: list[Entry]) -> list[Entry]:
    """Return what stands on the page with settings: what is not for every day, and what the bar has no room for."""
    rare = [one for one in seen if one.group is Group.SETTINGS]
    daily = [one for one in seen if one.group is Group.DAILY]
    if len(daily) + min(len(rare), 1) <= MOST_IN_BAR:
        return rare
    kept = daily[: MOST_IN_BAR - 1]
    return [one for one in seen if one not in kept]


navigation = Navigation()
