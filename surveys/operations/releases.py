"""Publishing an instrument: from then on its content never changes."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from instruments.comparing import Difference, compare
from instruments.definition.model import Definition
from instruments.definition.versions import next_version
from instruments.messages import gettext_noop
from instruments.serialising import from_json, sha256, to_json
from organisations.models import Unit
from surveys.models import Release

LONGEST_TITLE = 200
MOST_TOLD = 12
CONFLICT = gettext_noop(
    "Version %(version)s of %(key)s was published before with another content, and what is published never changes. "
    'Give this one another version: version: "%(next)s".'
)


class ReleaseConflictError(Exception):
    """This key and version were published before with another content. `differences` says what differs."""

    def __init__(self, published: Definition, given: Definition) -> None:
        self.key, self.version = published.key, published.version
        self.differences: tuple[Difference, ...] = compare(published, given)
        super().__init__(
            "\n".join([self.told(), *(f"- {each}" for each in self.differences[:MOST_TOLD]), *self._more()])
        )

    def told(self, translate: Callable[[str], str] = str) -> str:
        """Say what is wrong and how to mend it, without the differences."""
        return translate(CONFLICT) % {
            "key": self.key,
            "version": self.version,
            "next": next_version(self.version),
        }

    def _more(self) -> list[str]:
        more = len(self.differences) - MOST_TOLD
        return [f"- and {more} more"] if more > 0 else []


def title_of(definition: Definition) -> str:
    """Return the title in the first language, as long as a row holds."""
    return definition.title.in_language(definition.languages[0])[:LONGEST_TITLE]


@transaction.atomic
def publish_release(*, definition: Definition, at: datetime, owner: Unit | None = None) -> Release:
    """Freeze a definition, for one owner or for everybody; the same definition again gives the same release.

    Raises ReleaseConflictError when the same key and version exist with another content.
    """
    digest = sha256(definition)
    release, _made = Release.objects.get_or_create(
        owner=owner,
        key=definition.key,
        version=definition.version,
        defaults={
            "title": title_of(definition),
            "sha256": digest,
            "definition": to_json(definition),
            "published_at": at,
        },
    )
    refuse_other_content(release, definition)
    return release


def publish_all(*, definitions: Iterable[Definition], at: datetime) -> list[ReleaseConflictError]:
    """Publish instruments for everybody, each by itself; return what was refused, with why."""
    refused = []
    for definition in definitions:
        try:
            publish_release(definition=definition, at=at)
        except ReleaseConflictError as error:
            refused.append(error)
    return refused


def refuse_other_content(release: Release, definition: Definition) -> None:
    """Raise ReleaseConflictError when a definition is not what was published under its key and version."""
    if release.sha256 != sha256(definition):
        raise ReleaseConflictError(from_json(release.definition), definition)
