"""A round in which clients are asked for an answer of every shape."""

from typing import Any

from instruments.definition.model import Definition
from organisations.models import Unit
from surveys.choices import Audience
from surveys.models import Round
from surveys.operations.releases import publish_release
from tests.instruments.shapes import shapes
from tests.surveys.asking import AT, open_test_round

RATHER_NOT = {"declined": "rather_not"}


def open_shapes(owner: Unit, definition: Definition | None = None, **changes: Any) -> Round:
    """Return an open round for clients of a unit."""
    releases = {Audience.CLIENT: publish_release(definition=definition or shapes(), at=AT)}
    return open_test_round(owner, releases=releases, **changes)


def said(**values: Any) -> dict[str, Any]:
    """Return answers of somebody without goals; what is not given is declined. Underscores stand for hyphens."""
    keys = ("dag", "menu", "afspraak", "alles-verteld")
    given = {key.replace("_", "-"): {"value": value} for key, value in values.items()}
    return dict.fromkeys(keys, RATHER_NOT) | given
