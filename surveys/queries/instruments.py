"""The instruments that somebody may look at or use, each with its versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from django.utils.translation import get_language

from instruments.catalogue import builtin
from instruments.definition.model import Definition
from instruments.definition.versions import version_order
from organisations.models import Unit
from surveys.definitions import definitions_by
from surveys.models import Release


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of an instrument. `published_at` is None for one of ours that rounds cannot ask yet."""

    definition: Definition
    published_at: datetime | None
    release_id: UUID | None

    @property
    def version(self) -> str:
        """The number of the version."""
        return self.definition.version

    @property
    def order(self) -> tuple[int, ...]:
        """What versions are sorted by."""
        return version_order(self.definition.version)


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument of everybody, or of one unit and all below it, with its versions, the newest first."""

    key: str
    owner: Unit | None
    editions: tuple[Edition, ...]

    @property
    def newest(self) -> Edition:
        """The newest version."""
        return self.editions[0]

    @property
    def definition(self) -> Definition:
        """What the newest version asks."""
        return self.newest.definition

    @property
    def owner_id(self) -> UUID | None:
        """The id of the unit whose it is; None for everybody's."""
        return self.owner.pk if self.owner else None

    @property
    def address(self) -> dict[str, object]:
        """What names it in an address."""
        return {"key": self.key} | ({"owner_id": self.owner.pk} if self.owner else {})

    def edition(self, version: str) -> Edition | None:
        """Return one version; the newest when none is named, None when there is no such version."""
        found = (edition for edition in self.editions if edition.version == version)
        return next(found, None) if version else self.newest


def instruments(releases: Iterable[Release]) -> list[Instrument]:
    """Return the instruments behind these releases, and ours that were not published yet.

    Ours first, each by its title in the language of the page. Two queries at most. `releases` come with their owners
    and need no definition.
    """
    rows = list(releases)
    parsed = definitions_by(release.sha256 for release in rows)
    found: dict[tuple[str, UUID | None], list[Edition]] = {}
    owners = {release.owner_id: release.owner for release in rows}
    for release in rows:
        edition = Edition(parsed[release.sha256], release.published_at, release.pk)
        found.setdefault((release.key, release.owner_id), []).append(edition)
    _add_builtin(found)
    made = (Instrument(key, owners.get(owner), _sorted(editions)) for (key, owner), editions in found.items())
    return sorted(made, key=_order)


def _add_builtin(found: dict[tuple[str, UUID | None], list[Edition]]) -> None:
    """A version of ours that was published counts as it was published."""
    for key, definition in builtin().items():
        editions = found.setdefault((key, None), [])
        if definition.version not in {edition.version for edition in editions}:
            editions.append(Edition(definition, None, None))


def _sorted(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    return tuple(sorted(editions, key=attrgetter("order"), reverse=True))


def _order(instrument: Instrument) -> tuple[str, str, str]:
    title = instrument.definition.title.in_language(get_language() or "nl")
    return (instrument.owner.path if instrument.owner else "", title.casefold(), instrument.key)
