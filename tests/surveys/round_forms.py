"""The form of a round, filled in, and what its pages say."""

import re
from typing import Any

from instruments.definition.loading import load_bytes
from organisations.models import Unit
from surveys.models import Release
from surveys.operations.releases import publish_release
from tests.cast import Cast
from tests.surveys.asking import AT
from tests.surveys.own_lists import own_file


def release_of(owner: Unit, *edits: tuple[str, str]) -> Release:
    """Return an own list of a unit, published."""
    definition = load_bytes(own_file(*edits), file="proef.yaml")
    return publish_release(definition=definition, at=AT, owner=owner)


def fields(cast: Cast, releases: dict[str, Release], **changes: Any) -> dict[str, Any]:
    """Return a form that is right."""
    given = {
        "name": "Autumn",
        "owner": cast.provider.id,
        "release_client": releases["mijn-leven"].id if releases else "",
        "release_relative": releases["ouders-over-hulp"].id if releases else "",
        "mode": "named",
        "reference_date": "2026-09-14",
        "opens_on": "2026-09-14",
        "closes_on": "2026-11-30",
        "norm_percentage": 70,
        "norm_level": "",
    }
    return given | changes


def text_of(response: Any) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
