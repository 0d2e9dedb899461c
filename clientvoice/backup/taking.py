"""Making a backup: whole or not at all."""

import contextlib
import fcntl
import re
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg

from clientvoice.backup import checking, databases, keys, manifest, media
from clientvoice.backup.databases import Database
from clientvoice.backup.manifest import BackupError, Manifest, Part
from clientvoice.backup.watching import Watch

NAME = re.compile(r"clientvoice-\d{8}T\d{6}Z")
UNFINISHED = ".unfinished"
MARGIN = 100_000_000  # bytes that stay free
ALONE = 0o700  # only who made it may look in


@dataclass(frozen=True, slots=True)
class Source:
    """What a backup is made of."""

    database: Database
    media: Path
    tombstones: Path


def take(source: Source, folder: Path, *, at: datetime, trying: bool, watch: Watch) -> tuple[Path, Manifest]:
    """Make a backup in a new folder below `folder`, read it back, and return it; what is not whole is not left behind.

    With `trying` it is restored as well, into a server of its own. Raises BackupError.
    """
    with _alone(folder):
        _check_space(source, folder)
        name = f"clientvoice-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        unfinished = folder / f"{name}{UNFINISHED}"
        unfinished.mkdir(mode=ALONE)
        with _or_nothing(unfinished):
            manifest.write(_written(source, unfinished, at, watch), unfinished)
            sealed = keys.seal((unfinished / manifest.NAME).read_bytes())
            (unfinished / manifest.SEAL).write_text(sealed)
            found = checking.check(unfinished, watch=watch)
            if trying:
                checking.try_out(unfinished, watch=watch)
            return unfinished.rename(folder / name), found


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let no other backup into the folder, and clear away what one that was killed left there."""
    try:
        folder.mkdir(mode=ALONE, parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as error:
        raise BackupError(f"Nothing can be written in {folder}: {error.strerror}.") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(f"Another backup is being made in {folder}. Wait until it is done.") from error
        for leftover in (*folder.glob(f"*{UNFINISHED}"), *folder.glob(f"{checking.TRYING}*")):
            shutil.rmtree(leftover, ignore_errors=True)
        yield


@contextlib.contextmanager
def _or_nothing(unfinished: Path) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        if isinstance(error, OSError):
            raise BackupError(f"The backup could not be written: {error.strerror}.") from error
        raise


def _check_space(source: Source, folder: Path) -> None:
    with source.database.connected() as opened:
        needed = databases.size(opened)
    needed += sum(path.stat().st_size for path in media.files_below(source.media)) + MARGIN
    free = shutil.disk_usage(folder).free
    if free < needed:
        wanted = f"{needed // 1_000_000} MB may be needed and {free // 1_000_000} MB is free"
        raise BackupError(f"Not enough room in {folder}: {wanted}. Keep fewer backups, or choose another disk.")


def _written(source: Source, folder: Path, at: datetime, watch: Watch) -> Manifest:
    """Write every part and return what the manifest says of them."""
    with tarfile.open(folder / manifest.MEDIA, "w") as archive:
        packing = media.Packing(archive, source.media)
        _fill(packing, "Files", watch)
        with _snapshot(source.database) as (opened, snapshot):
            facts = _facts(opened, watch)
            _dump(source.database, folder, snapshot, facts, watch)
        _fill(packing, "New files", watch)
    _copy(source.tombstones, folder / manifest.TOMBSTONES)
    return Manifest(
        made_at=at,
        version=version("clientvoice"),
        postgres=facts.postgres,
        migrations=facts.migrations,
        rows=facts.rows,
        files=len(packing.packed),
        keys=facts.keys,
        parts=_parts(folder, watch),
    )


def _fill(packing: media.Packing, what: str, watch: Watch) -> None:
    with watch(what, len(media.files_below(packing.root))) as step:
        packing.fill(step)


@contextlib.contextmanager
def _snapshot(database: Database) -> Iterator[tuple[psycopg.Connection, str]]:
    """Hold the database still for as long as this lasts; others go on writing. Yields the name of that moment."""
    with database.connected() as opened:
        opened.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        opened.read_only = True
        found = opened.execute("SELECT pg_export_snapshot()").fetchone()
        yield opened, str(found[0] if found else "")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is counted in the moment that is dumped."""

    postgres: int
    migrations: dict[str, list[str]]
    rows: dict[str, int]
    keys: list[str]


def _facts(opened: psycopg.Connection, watch: Watch) -> Facts:
    migrations: dict[str, list[str]] = {}
    for app, name in opened.execute("SELECT app, name FROM django_migrations ORDER BY app, name"):
        migrations.setdefault(app, []).append(name)
    with watch("Counting", len(databases.tables(opened))) as step:
        rows = databases.rows(opened, step)
    wrapped = [bytes(one) for (one,) in opened.execute("SELECT wrapped FROM organisations_datakey")]
    major = databases.major_version(opened)
    return Facts(postgres=major, migrations=migrations, rows=rows, keys=keys.needed(wrapped))


def _dump(database: Database, folder: Path, snapshot: str, facts: Facts, watch: Watch) -> None:
    program = databases.tool("pg_dump", at_least=facts.postgres)
    words = ("--format=custom", f"--snapshot={snapshot}", "--no-owner", "--no-privileges", "--no-comments")
    with watch("Database", len(facts.rows)) as step:
        database.run(
            program, *words, f"--file={folder / manifest.DATABASE}", about="dumping contents of table", step=step
        )


def _copy(source: Path, target: Path) -> None:
    """Copy the list of who was erased; an installation that erased nobody has none."""
    target.write_bytes(source.read_bytes() if source.is_file() else b"")


def _parts(folder: Path, watch: Watch) -> dict[str, Part]:
    paths = [folder / name for name in (manifest.DATABASE, manifest.MEDIA, manifest.TOMBSTONES)]
    with watch("Sums", sum(path.stat().st_size for path in paths)) as step:
        return {path.name: manifest.part_of(path, step) for path in paths}


def all_in(folder: Path) -> list[Path]:
    """Return the whole backups in a folder, the oldest first."""
    return sorted(path for path in folder.iterdir() if NAME.fullmatch(path.name) and path.is_dir())


def keep_last(folder: Path, number: int) -> list[Path]:
    """Remove all backups but the last ones; returns those that went."""
    gone = all_in(folder)[:-number]
    for path in gone:
        # Under the name of one that is not whole, so that a removal cut short is finished by the next backup.
        shutil.rmtree(path.rename(path.with_name(f"{path.name}{UNFINISHED}")))
    return gone
