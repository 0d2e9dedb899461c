"""What a page is called in the words of people: for the access log, its files, and the client who asks who looked.

The names are registered at start-up by whoever knows every address; here they are only looked up.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class PageName:
    """What is to be seen on a page, as it fits after "looked at".

    plain: for staff. easy: for the client whom the page is about, without "you"; empty where it is about no client.
    """

    plain: Promise
    easy: Promise | str = ""


class PageNames:
    """The name of each page, by the name of its address, such as `supportplans:client-detail`."""

    def __init__(self) -> None:
        self._names: dict[str, PageName] = {}

    def register(self, names: Mapping[str, PageName]) -> None:
        """Add names; raises `ValueError` for an address that has one already."""
        if twice := self._names.keys() & names.keys():
            message = f"These pages have a name already: {', '.join(sorted(twice))}."
            raise ValueError(message)
        self._names.update(names)

    def known(self) -> frozenset[str]:
        """Return the addresses that have a name."""
        return frozenset(self._names)

    def plain(self, page: str) -> str:
        """Return the name for staff; an address that is there no more keeps its own, for the log outlives it."""
        name = self._names.get(page)
        return str(name.plain) if name else page

    def easy(self, page: str) -> str:
        """Return the name in easy words; empty where there is none."""
        name = self._names.get(page)
        return str(name.easy) if name else ""


page_names = PageNames()
