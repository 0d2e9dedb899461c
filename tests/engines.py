"""Pytest plug-in: real PostgreSQL and Redis for the run, started before Django reads its settings.

With DATABASE_URL and REDIS_URL set, those are used. Workers of pytest-xdist inherit the addresses, start nothing and
have a Redis database of their own. Runs at the same time in the same folder get engines of their own.
"""

import contextlib
import itertools
import os
from collections.abc import Generator
from pathlib import Path

import pytest

from clientvoice import catalogues
from clientvoice.embedded import Engines, TakenError, engines

FOLDER = Path(__file__).parent.parent / "var" / "test"
RUNNING = pytest.StashKey[contextlib.ExitStack]()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Start the engines around the moment at which pytest-django loads the settings."""
    running = early_config.stash[RUNNING] = contextlib.ExitStack()
    if not {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys():
        found = _own_engines(running)
        os.environ.setdefault("DATABASE_URL", found.database_url)
        os.environ.setdefault("REDIS_URL", found.redis_url)
    _use_own_redis_database()
    catalogues.refresh()
    try:
        return (yield)
    except BaseException:
        running.close()
        raise


def _own_engines(running: contextlib.ExitStack) -> Engines:
    for number in itertools.count(1):
        with contextlib.suppress(TakenError):
            return running.enter_context(engines(FOLDER / str(number), durable=False, join=False))
    raise AssertionError  # the count has no end


def _use_own_redis_database() -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker:
        server = os.environ["REDIS_URL"].rsplit("/", 1)[0]
        os.environ["REDIS_URL"] = f"{server}/{int(worker.removeprefix('gw')) + 1}"


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes share the tests: one more than there are cores, as a browser mostly waits for us."""
    return (os.cpu_count() or 1) + 1


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    running = config.stash.get(RUNNING, None)
    if running:
        running.close()
