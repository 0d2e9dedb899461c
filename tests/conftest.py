"""Fixtures for every test."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from organisations.models import Staff
from tests.cast import Cast, build_cast


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- asks pytest-django for the database
    """Return the fixed cast, in the database."""
    return build_cast()


@pytest.fixture
def signed_in(client: Client) -> Callable[[Staff], Client]:
    """Return a function that signs somebody in and gives the test client back."""

    def sign_in(staff: Staff) -> Client:
        client.force_login(staff.user)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> None:
    """Start every test that touches the database with an empty cache: limits of one test do not reach the next."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        cache.clear()
