"""Is this process alive, and can it do its work: for balancers and container engines."""

from collections.abc import Callable

import structlog
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

logger = structlog.get_logger(__name__)


@never_cache
@require_safe
def live(_request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """200 when database, Redis and migrations are in order, else 503 naming what is not."""
    found = {name: _holds(name, check) for name, check in CHECKS.items()}
    fine = all(found.values())
    parts = {name: "ok" if holds else "failing" for name, holds in found.items()}
    return JsonResponse({"status": "ok" if fine else "failing", **parts}, status=200 if fine else 503)


def _holds(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except (DatabaseError, RedisError) as error:
        # The type alone: a driver's message can hold an address with a password.
        logger.warning("not_ready", part=name, error=type(error).__name__)
        return False


def database_answers() -> bool:
    """Whether the database answers; raises DatabaseError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def redis_answers() -> bool:
    """Whether Redis takes and gives back a value; raises RedisError."""
    cache.set("health", "ok", timeout=10)
    return bool(cache.get("health") == "ok")


def migrations_done() -> bool:
    """Whether every migration of this version has run; raises DatabaseError."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "redis": redis_answers,
    "migrations": migrations_done,
}

urlpatterns = [path("live", live, name="health-live"), path("ready", ready, name="health-ready")]
