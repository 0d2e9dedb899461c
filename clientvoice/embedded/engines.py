"""Both engines together, for one folder: started by the first who needs them, joined by who comes later."""

import contextlib
import dataclasses
import fcntl
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from clientvoice.embedded.postgres_server import postgres
from clientvoice.embedded.processes import EngineError, end_leftover
from clientvoice.embedded.redis_server import redis_server

LEAST_DISK = 500_000_000  # bytes free, below which a database should not be started
PATIENCE = 40  # seconds to wait for engines that another command is starting


@dataclasses.dataclass(frozen=True)
class Engines:
    """The addresses of running engines, as DATABASE_URL and REDIS_URL take them."""

    database_url: str
    redis_url: str


class TakenError(EngineError):
    """Another command runs the engines of this folder."""


@contextlib.contextmanager
def engines(folder: Path, *, durable: bool = True, join: bool = True) -> Iterator[Engines]:
    """Start the engines whose files live in `folder`, or join those that already run there; yields their addresses.

    Who started them stops them. `durable=False` gives up safety against a power cut; for tests. Raises EngineError,
    and TakenError where they run already and `join` is False.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder = folder.resolve()
    with _lock(folder / "engines.lock") as first:
        if first:
            with _started(folder, durable=durable) as found:
                yield found
        elif join:
            yield _joined(folder / "engines.json")
        else:
            message = f"Another command runs the database in {folder}."
            raise TakenError(message)


def forget(folder: Path) -> None:
    """Throw the data in `folder` away; raises TakenError while a command uses them."""
    folder.mkdir(parents=True, exist_ok=True)
    with _lock(folder / "engines.lock") as free:
        if not free:
            message = f"Another command runs the database in {folder}."
            raise TakenError(message)
        end_leftover(folder / "postgres" / "postmaster.pid", folder / "postgres")
        shutil.rmtree(folder / "postgres", ignore_errors=True)


@contextlib.contextmanager
def _lock(path: Path) -> Iterator[bool]:
    """Hold the folder for as long as we run; yields False when another does. The kernel frees a dead holder's."""
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextlib.contextmanager
def _started(folder: Path, *, durable: bool) -> Iterator[Engines]:
    _check_disk(folder)
    addresses = folder / "engines.json"
    addresses.unlink(missing_ok=True)
    with redis_server(folder) as redis_url, postgres(folder, durable=durable) as database_url:
        found = Engines(database_url=database_url, redis_url=redis_url)
        _publish(found, addresses)
        try:
            yield found
        finally:
            addresses.unlink(missing_ok=True)


def _publish(found: Engines, path: Path) -> None:
    """Write the addresses in one step, readable by the owner alone: they hold a password."""
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    unfinished.write_text(json.dumps(dataclasses.asdict(found)))
    unfinished.rename(path)


def _joined(addresses: Path) -> Engines:
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        with contextlib.suppress(FileNotFoundError):
            return Engines(**json.loads(addresses.read_text()))
        time.sleep(0.1)
    message = f"Another command is starting or stopping the database in {addresses.parent}; try again in a moment."
    raise EngineError(message)


def _check_disk(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < LEAST_DISK:
        message = f"Only {free // 1_000_000} MB is free on the disk of {folder}; make room for at least 500 MB."
        raise EngineError(message)
