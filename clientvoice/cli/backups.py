"""`clientvoice backup` and `clientvoice restore`: all data out, and back in again."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clientvoice.cli.environment import django_ready
from clientvoice.cli.erasing import MISSING_KEY
from clientvoice.cli.publishing import publish_ours

if TYPE_CHECKING:
    from clientvoice.backup.restoring import Restored
    from clientvoice.backup.watching import Step, Watch

KEYLESS = "Go on though keys are absent: what they sealed stays closed, and nothing vouches for the backup."
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER, required=False)
@click.option("--keep", type=click.IntRange(min=1), metavar="N", help="Keep only the last N backups in FOLDER.")
@click.option("--verify", is_flag=True, help="Also restore it into a server of its own, and compare the counts.")
@click.option("--quiet", is_flag=True, help="Say nothing when all is well; for cron.")
def backup(folder: Path | None, *, keep: int | None, verify: bool, quiet: bool) -> None:
    """Make a backup below FOLDER (else BACKUP_FOLDER): the database, the files, and a list of what is in it.

    The site goes on meanwhile. The backup is read back from beginning to end. When anything is wrong this exits with 1
    and leaves no backup behind. Names and dates of birth are readable in it: keep it on an encrypted disk.
    """
    with django_ready(), _told_plainly():
        from django.conf import settings

        below = (folder or settings.BACKUP_FOLDER).resolve()
        made = _make(below, keep=keep, verify=verify, watch=_watch(quiet=quiet))
        if not quiet:
            click.echo(made)


def _make(folder: Path, *, keep: int | None, verify: bool, watch: "Watch") -> str:
    """Make a backup, note it and clear older ones away; returns what to say of it."""
    from django.conf import settings

    from clientvoice.backup.databases import Database
    from clientvoice.backup.taking import Source, keep_last, take
    from organisations.clock import now
    from organisations.operations.backups import note_backup

    source = Source(Database.of_site(), Path(settings.MEDIA_ROOT), settings.TOMBSTONE_FILE)
    at = now()
    path, found = take(source, folder, at=at, trying=verify, watch=watch)
    note_backup(name=path.name, made_at=at, size=found.size, tried_at=now() if verify else None)
    gone = keep_last(folder, keep) if keep else []
    rows = sum(found.rows.values())
    removed = f" Removed {len(gone)} older." if gone else ""
    tried = ", restored elsewhere and compared" if verify else ""
    return f"{path}\n{rows} rows, {found.files} files, {found.size} bytes; read back{tried}.{removed}"


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--into", metavar="DATABASE_URL", help="Restore into this database instead of that of the settings.")
@click.option("--check", "only_check", is_flag=True, help="Only read the backup from beginning to end.")
@click.option(
    "--without-keys",
    is_flag=True,
    help=KEYLESS,
)
@click.option("--quiet", is_flag=True, help="Say nothing when all is well.")
def restore(folder: Path, *, into: str | None, only_check: bool, without_keys: bool, quiet: bool) -> None:
    """Bring the backup in FOLDER back into an empty database and an empty MEDIA_ROOT.

    The backup is read from beginning to end first. An older one is brought up to this version; who was erased since is
    erased again; every sign-in ends. Exits with 1 and a sentence that says why, when it may not or cannot be done.
    """
    watch = _watch(quiet=quiet)
    if only_check:
        _check(folder, watch=watch, quiet=quiet)
        return
    if into:
        os.environ.pop("DATABASE_URL_FILE", None)  # it would win
        os.environ["DATABASE_URL"] = into
    with django_ready(), _told_plainly():
        done = _bring_back(folder, keyless=without_keys, watch=watch)
        publish_ours()
        if not quiet:
            _tell(done)
        if done.out_of_reach:
            click.echo(f"{done.out_of_reach} marks of people who were erased are of {MISSING_KEY}", err=True)
    raise SystemExit(1 if done.missing or done.out_of_reach else 0)


def _check(folder: Path, *, watch: "Watch", quiet: bool) -> None:
    from clientvoice.backup.checking import check

    with _told_plainly():
        found = check(folder, watch=watch)
    if not quiet:
        click.echo(
            f"Whole: {sum(found.rows.values())} rows, {found.files} files, of {found.made_at:%Y-%m-%d %H:%M %Z}."
        )


def _bring_back(folder: Path, *, keyless: bool, watch: "Watch") -> "Restored":
    from django.conf import settings

    from clientvoice.backup.databases import Database
    from clientvoice.backup.restoring import Target, bring_back

    target = Target(Database.of_site(), Path(settings.MEDIA_ROOT), settings.TOMBSTONE_FILE)
    if not target.tombstones.is_file():
        click.echo(
            f"{target.tombstones} is not there. Nobody who was erased after this backup will be erased again, unless"
            " you put that list back and run `clientvoice erase --again`.",
            err=True,
        )
    return bring_back(folder, target, keyless=keyless, watch=watch)


def _tell(done: "Restored") -> None:
    found = done.manifest
    click.echo(f"Restored the backup of {found.made_at:%Y-%m-%d %H:%M %Z}, made by version {found.version}.")
    click.echo(f"Rows: {sum(found.rows.values())} in {len(found.rows)} tables, each as many as in the backup.")
    click.echo(f"Files: {found.files}. Rows whose file is absent: {', '.join(done.missing) or 'none'}.")
    click.echo(f"Brought up to this version: {done.migrated} steps.")
    click.echo(f"Sign-ins ended: {done.sessions}. People erased again: {done.erased}.")
    click.echo("Roles, tablets and API tokens that were ended since hold again: look at them before you let people in.")


def _watch(*, quiet: bool) -> "Watch":
    """Return a bar for somebody at a terminal, and nothing for a script."""
    from clientvoice.backup.watching import unwatched

    return unwatched if quiet or not sys.stderr.isatty() else _bar


@contextlib.contextmanager
def _bar(what: str, steps: int) -> "Iterator[Step]":
    with click.progressbar(length=max(steps, 1), label=f"{what:<12}", file=sys.stderr) as bar:
        yield bar.update


@contextlib.contextmanager
def _told_plainly() -> Iterator[None]:
    """Turn what a backup refuses into a sentence and exit code 1."""
    from clientvoice.backup.manifest import BackupError

    try:
        yield
    except BackupError as error:
        raise click.ClickException(str(error)) from error
