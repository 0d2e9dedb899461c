"""What a command needs around it: a Python that will do, engines that run, and Django set up."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType

import click
import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from clientvoice import catalogues
from clientvoice.embedded import EngineError, Engines, engines

ROOT = Path(__file__).resolve().parent.parent.parent
OLDEST_PYTHON = (3, 11)
ADDRESSES = ("DATABASE_URL", "REDIS_URL")


def var() -> Path:
    """The folder for data, logs and whatever else a run makes: `CLIENTVOICE_VAR`, else `var/` in the project."""
    return Path(os.environ.get("CLIENTVOICE_VAR") or ROOT / "var").resolve()


def addresses_given() -> bool:
    """Whether the environment names both a database and a Redis, directly or through a file."""
    return all(map(_given, ADDRESSES))


def in_production(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether this is the real thing, where nothing is filled in by itself."""
    return environment.get("CLIENTVOICE_ENV") == "production"


@contextlib.contextmanager
def engines_running() -> Iterator[None]:
    """Put the addresses of a database and a Redis into the environment, of embedded ones where none is given.

    Raises click.ClickException where that cannot be done, or may not be.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientvoice.settings")
    if addresses_given():
        yield
        return
    if in_production():
        message = "Set DATABASE_URL and REDIS_URL: with CLIENTVOICE_ENV=production no embedded database is started."
        raise click.ClickException(message)
    with _embedded() as found:
        given = {"DATABASE_URL": found.database_url, "REDIS_URL": found.redis_url}
        os.environ.update({name: url for name, url in given.items() if not _given(name)})
        yield


def _given(name: str) -> bool:
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


@contextlib.contextmanager
def _embedded() -> Iterator[Engines]:
    with contextlib.ExitStack() as running:
        try:
            found = running.enter_context(engines(var()))
        except (EngineError, OSError) as error:
            raise click.ClickException(str(error)) from error
        yield found


@contextlib.contextmanager
def django_ready() -> Iterator[None]:
    """Run the engines, make the catalogues current and set Django up: what a command that touches data needs.

    Raises click.ClickException where that cannot be done, such as for a setting that will not do.
    """
    with engines_running():
        catalogues.refresh()
        _set_up()
        yield


def templates_ready() -> None:
    """Set Django up without any engine: enough to fill templates in. Static files need not be collected for it.

    Raises click.ClickException for a setting that will not do.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientvoice.settings")
    catalogues.refresh()
    _set_up()
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def _set_up() -> None:
    try:
        django.setup()
    except (ImproperlyConfigured, FileNotFoundError, PermissionError) as error:  # the latter two: a NAME_FILE
        raise click.ClickException(f"The settings will not do. {error}") from error


@contextlib.contextmanager
def ending_in_order() -> Iterator[None]:
    """Turn the first Ctrl-C, hang-up or request to stop into an exit that passes every `finally`; ignore the next."""
    stops = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def leave(number: int, _frame: FrameType | None) -> None:
        for stop in stops:
            signal.signal(stop, signal.SIG_IGN)
        raise SystemExit(0 if number == signal.SIGINT else 128 + number)

    before = {stop: signal.signal(stop, leave) for stop in stops}
    try:
        yield
    finally:
        for stop, handler in before.items():
            signal.signal(stop, handler)


def refuse_old_python() -> None:
    """Raise click.ClickException on a Python that is too old."""
    if sys.version_info < OLDEST_PYTHON:
        wanted, found = ".".join(map(str, OLDEST_PYTHON)), sys.version.split()[0]
        message = f"clientvoice needs Python {wanted} or newer; this is {found}. Install a newer one and try again."
        raise click.ClickException(message)
