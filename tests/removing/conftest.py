"""What the tests of removing share: somebody with a past, and a list of marks of their own."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.cast import Cast
from tests.removing.stories import Past, build_past


@pytest.fixture
def past(cast: Cast) -> Past:
    """Return Anna's past."""
    return build_past(cast)


@pytest.fixture(autouse=True)
def _own_tombstones(settings: Settings, tmp_path: Path) -> None:
    """Let nobody of another test come back."""
    settings.TOMBSTONE_FILE = tmp_path / "tombstones.jsonl"
