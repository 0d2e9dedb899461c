"""Publishing an instrument: from then on its content never changes."""

from datetime import datetime

from django.db import transaction

from instruments.definition.model import Definition
from instruments.serialising import sha256, to_json
from organisations.models import Unit
from surveys.models import Release


class ReleaseConflictError(Exception):
    """This key and version were published before with another content: raise the version."""


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
            "title": definition.title.in_language(definition.languages[0]),
            "sha256": digest,
            "definition": to_json(definition),
            "published_at": at,
        },
    )
    if release.sha256 != digest:
        raise ReleaseConflictError(f"{definition.key} {definition.version}")
    return release
