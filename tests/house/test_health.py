"""Alive and ready: what a balancer asks."""

import pytest
from django.core.cache import caches
from django.db import DatabaseError
from django.test import Client

from clientvoice import health


def test_live_needs_nothing(client: Client) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_ready_when_all_is_in_order(client: Client) -> None:
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "redis": "ok", "migrations": "ok"}


@pytest.mark.django_db
def test_not_ready_without_redis(client: Client, settings: pytest.FixtureRequest) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}
    }
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json() == {"status": "failing", "database": "ok", "redis": "failing", "migrations": "ok"}
    del caches["default"]


@pytest.mark.django_db
def test_error_of_the_database_is_told_without_its_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> bool:
        message = "could not connect to postgresql://clientvoice:hunter2@db"
        raise DatabaseError(message)

    monkeypatch.setitem(health.CHECKS, "database", away)
    answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert "hunter2" not in answer.content.decode()


@pytest.mark.django_db
def test_health_takes_no_other_method(client: Client) -> None:
    assert client.post("/health/live").status_code == 405
