"""The description of the API is whole: every call, every answer, no warning."""

from typing import Any

import pytest
from django.test import Client as Browser
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

CALLS = {
    "/api/v1/answering/open": ("post", {"200", "404", "422", "429", "503"}),
    "/api/v1/answering/sessions/{session_id}/draft": ("put", {"200", "404", "409", "422", "503"}),
    "/api/v1/answering/sessions/{session_id}/media/{media_id}": ("put", {"200", "201", "404", "409", "413", "422"}),
    "/api/v1/answering/submissions": ("post", {"200", "201", "404", "409", "422", "503"}),
    "/api/v1/rounds/{round_id}/response/": ("get", {"200", "404"}),
    "/api/v1/rounds/{round_id}/publication/": ("get", {"200", "404"}),
    "/api/v1/instruments/schema/": ("get", {"200"}),
}


@pytest.fixture(scope="module")
def description() -> Any:
    """Return the generated description."""
    GENERATOR_STATS.reset()
    return SchemaGenerator().get_schema(request=None, public=True)


def test_it_is_made_without_a_warning(description: Any) -> None:
    assert description["openapi"].startswith("3.")
    assert not GENERATOR_STATS


def test_it_is_valid(description: Any) -> None:
    validate_schema(description)


def test_it_describes_every_call_and_no_other(description: Any) -> None:
    # The description does not describe itself.
    assert set(description["paths"]) == set(CALLS)


@pytest.mark.parametrize("path", CALLS)
def test_each_call_names_its_answers(description: Any, path: str) -> None:
    method, statuses = CALLS[path]
    assert statuses <= set(description["paths"][path][method]["responses"])


def test_the_format_of_instruments_is_published(client: Browser) -> None:
    assert client.get("/api/v1/instruments/schema/").json()["type"] == "object"
