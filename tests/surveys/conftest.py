"""Fixtures for the tests of what is asked."""

import pytest
from django.conf import settings
from django.test import Client as Browser

from instruments import builtin
from surveys.models import Release
from surveys.operations.releases import publish_release
from tests.surveys.asking import AT


@pytest.fixture
def in_english(client: Browser) -> None:
    """Let the browser of a test read English."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def releases(db: None) -> dict[str, Release]:  # noqa: ARG001 -- the fixture opens the database
    """Return the published questionnaires."""
    return {key: publish_release(definition=found, at=AT) for key, found in builtin().items()}
