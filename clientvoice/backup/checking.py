"""Whether a backup is whole: read back in full, or even restored into a database of its own."""

import subprocess
import tempfile
from pathlib import Path

from clientvoice.backup import databases, manifest, media
from clientvoice.backup.databases import Database
from clientvoice.backup.manifest import BackupError, Manifest
from clientvoice.backup.watching import Watch
from clientvoice.embedded import EngineError
from clientvoice.embedded.postgres_server import postgres

DATA_OF_A_TABLE = "TABLE DATA"
TRYING = ".trying-"  # how the folder begins in which a backup is tried out
RESTORING = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")


def check(folder: Path, *, watch: Watch) -> Manifest:
    """Read a backup from beginning to end. Raises BackupError that names the first thing that is wrong."""
    found = manifest.read(folder)
    with watch("Reading back", found.size) as step:
        for name, part in found.parts.items():
            if not (folder / name).is_file():
                raise BackupError(f"{folder} is not whole: {name} is missing. Fetch it again, or take another backup.")
            if manifest.part_of(folder / name, step) != part:
                message = f"{folder / name} is damaged: it is not what was written. Take another backup."
                raise BackupError(message)
    _check_contents(folder, found)
    return found


def _check_contents(folder: Path, found: Manifest) -> None:
    listed = _tables_in(folder / manifest.DATABASE, found.postgres)
    if listed != len(found.rows):
        raise BackupError(f"{manifest.DATABASE} holds {listed} tables of {len(found.rows)}. Take another backup.")
    files = media.count(folder / manifest.MEDIA)
    if files != found.files:
        raise BackupError(f"{manifest.MEDIA} holds {files} files of {found.files}. Take another backup.")


def _tables_in(dump: Path, postgres_version: int) -> int:
    program = databases.tool("pg_restore", at_least=postgres_version)
    listed = subprocess.run([program, "--list", dump], capture_output=True, text=True, check=False)
    if listed.returncode:
        raise BackupError(f"{dump} cannot be read by {program.name}. Take another backup.")
    return sum(DATA_OF_A_TABLE in line for line in listed.stdout.splitlines())


def restore_database(folder: Path, found: Manifest, into: Database, *, watch: Watch) -> None:
    """Bring the database of a backup into an empty one, whole or not at all; checks the counts. Raises BackupError."""
    program = databases.tool("pg_restore", at_least=found.postgres)
    with watch("Database", len(found.rows)) as step:
        into.run(program, *RESTORING, str(folder / manifest.DATABASE), about="processing data for table", step=step)
    with into.connected() as opened:
        restored = databases.rows(opened)
    different = sorted({name for name, _rows in restored.items() ^ found.rows.items()})
    if different:
        raise BackupError(f"Restored, but the number of rows differs in: {', '.join(different)}.")


def try_out(folder: Path, *, watch: Watch) -> None:
    """Restore the database of a backup into a server that lives for this alone, and compare the counts.

    Raises BackupError.
    """
    found = manifest.read(folder)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=TRYING, ignore_cleanup_errors=True) as place:
        try:
            with postgres(Path(place), durable=False) as url:
                restore_database(folder, found, Database.at(url), watch=watch)
        except EngineError as error:
            raise BackupError(f"No server to try the backup in. {error}") from error
