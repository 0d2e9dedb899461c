"""Releases as the engine of instruments reads them: parsed once per process, because a release never changes."""

from functools import lru_cache

from instruments.definition.model import Definition
from instruments.serialising import from_json
from surveys.models import Release


def definition_of(release: Release) -> Definition:
    """Return the parsed definition of a release. A deferred definition is read only once."""
    return definition_by(release.sha256)


@lru_cache(maxsize=256)
def definition_by(sha256: str) -> Definition:
    """Return the definition with this content hash: whichever release holds it, the content is the same."""
    stored = Release.objects.filter(sha256=sha256).values_list("definition", flat=True)[0]
    return from_json(stored)
