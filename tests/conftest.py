"""Fixtures for every test."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.cache import cache
from django.test import Client, TransactionTestCase, override_settings
from django.utils import translation
from hypothesis import HealthCheck, settings
from pytest_django import Settings

from organisations.models import Staff
from organisations.throttle import limiter
from tests.cast import Cast, SignIn, build_cast
from tests.emptying import empty

# A shared machine is sometimes slow, which is no fault of the code.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(autouse=True, scope="session")
def _quick_passwords() -> Iterator[None]:
    """Hash passwords with the real argon2 at its lowest cost: being slow is its purpose, not ours."""
    with pytest.MonkeyPatch.context() as patch:
        for cost, low in {"time_cost": 1, "memory_cost": 8, "parallelism": 1}.items():
            patch.setattr(Argon2PasswordHasher, cost, low)
        yield


@pytest.fixture(autouse=True, scope="session")
def _own_media(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let uploaded files and tombstones of tests lie where they go again, never among those of a running server."""
    stones = tmp_path_factory.mktemp("tombstones") / "tombstones.jsonl"
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"), TOMBSTONE_FILE=stones):
        yield


@pytest.fixture(autouse=True, scope="session")
def _quick_emptying() -> Iterator[None]:
    """Empty the database after a test that commits in milliseconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: empty())
        yield


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 -- asks pytest-django for the database
    """Return the fixed cast, in the database."""
    return build_cast()


@pytest.fixture
def signed_in(client: Client) -> SignIn:
    """Return a function that signs somebody in and gives the test client back."""

    def sign_in(staff: Staff) -> Client:
        client.force_login(staff.user)
        return client

    return sign_in


@pytest.fixture
def _redis_away(settings: Settings) -> Iterator[None]:
    """Let limits on guessing look for their counter where nobody answers."""
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    limiter.cache_clear()
    yield
    limiter.cache_clear()


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """Start every test in the words of the code: the language that one test spoke does not reach the next."""
    with translation.override(None):
        yield


@pytest.fixture(autouse=True)
def _empty_cache(request: pytest.FixtureRequest) -> None:
    """Start every test that touches the database with an empty cache: limits of one test do not reach the next."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        cache.clear()
