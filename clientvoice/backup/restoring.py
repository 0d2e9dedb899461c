"""Bringing a backup back into an empty database: first every question whether it may, then all of it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.db.models import CharField, Model

from clientvoice.backup import databases, keys, manifest, media
from clientvoice.backup.checking import check, restore_database
from clientvoice.backup.databases import Database
from clientvoice.backup.manifest import BackupError, Manifest
from clientvoice.backup.tombstones import bring_together
from clientvoice.backup.watching import Watch
from organisations.erasure.tombstones import UnreadableTombstoneError, out_of_reach
from organisations.operations.backups import note_restored
from organisations.operations.erasure import erase_again

OTHER_SESSIONS = "usersessions.UserSession"
FILE = "file"  # the column that names a file of the media folder, in whatever table


@dataclass(frozen=True, slots=True)
class Target:
    """Where a backup goes. `tombstones` is the list that this installation keeps of who was erased."""

    database: Database
    media: Path
    tombstones: Path


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done."""

    manifest: Manifest
    migrated: int  # migrations that the backup did not have yet
    sessions: int  # sign-ins that were ended
    erased: int  # people who had been erased after the backup, or before it
    out_of_reach: int  # marks of people under a key that is not here, who may have come back
    missing: tuple[str, ...]  # tables, with the number of their rows whose file is not there


def bring_back(folder: Path, target: Target, *, keyless: bool, watch: Watch) -> Restored:
    """Restore a backup into an empty database and an empty media folder; Django must be set up for that database.

    `keyless` goes on without the keys of what is sealed. Raises BackupError; until the database is whole nothing has
    changed.
    """
    found = check(folder, watch=watch)
    _may(found, target, keyless=keyless)
    if not keyless:
        _check_seal(folder)
    with watch("Files", found.files) as step:
        waiting = media.unpack(folder / manifest.MEDIA, target.media, step)
    try:
        restore_database(folder, found, target.database, watch=watch)
    except BackupError:
        shutil.rmtree(waiting)
        raise
    media.settle(waiting, target.media)
    bring_together(target.tombstones, [folder / manifest.TOMBSTONES])
    return _finish(found)


def _finish(found: Manifest) -> Restored:
    """Do what follows once the data are there; each step may be done again."""
    migrated = _migrate(found)
    note_restored(made_at=found.made_at)
    return Restored(
        manifest=found,
        migrated=migrated,
        sessions=_end_sessions(),
        erased=_erased_again(),
        out_of_reach=out_of_reach(),
        missing=tuple(_without_file()),
    )


def _may(found: Manifest, target: Target, *, keyless: bool) -> None:
    """Raise BackupError unless the backup may be restored here."""
    if newer := _unknown_migrations(found):
        raise BackupError(
            f"This backup is of version {found.version}, newer than {version('clientvoice')}: the step {newer[0]} is"
            f" not known here. Install {found.version} or newer, and try again."
        )
    with target.database.connected() as opened:
        if not databases.is_empty(opened):
            raise BackupError("The database is not empty, and nothing is overwritten. Give an empty one with --into.")
        if databases.others(opened):
            raise BackupError(
                "Another program is connected to this database. Stop the site, its worker and beat: else people who"
                " were erased could be seen, and work begin, before the restoration is done."
            )
    if media.files_below(target.media):
        raise BackupError(f"The folder {target.media} holds files already. Empty it, or set MEDIA_ROOT to another one.")
    absent = sorted(set(found.keys) - keys.held())
    if absent and not keyless:
        raise BackupError(
            f"The keys {', '.join(absent)} are not here, and without them photos, free text and letter codes of this"
            " backup cannot be opened. Set those of then, or put them in FALLBACKS, or give --without-keys."
        )


def _check_seal(folder: Path) -> None:
    """Raise BackupError for a backup that nobody made who had a `SECRET_KEY` of this installation."""
    seal = folder / manifest.SEAL
    if not seal.is_file() or not keys.is_ours((folder / manifest.NAME).read_bytes(), seal.read_text()):
        raise BackupError(
            f"{seal} does not fit: somebody without the keys of this installation made or changed this backup. Take"
            " another one, or give --without-keys if you know where it was all the time."
        )


def _unknown_migrations(found: Manifest) -> list[str]:
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    names = set(known) | {replaced for migration in known.values() for replaced in migration.replaces}
    return [f"{app}.{name}" for app, done in found.migrations.items() for name in done if (app, name) not in names]


def _migrate(found: Manifest) -> int:
    """Bring an older backup up to this version; returns the number of steps."""
    call_command("migrate", interactive=False, verbosity=0)
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    return sum(name not in found.migrations.get(app, ()) for app, name in known)


def _erased_again() -> int:
    try:
        return erase_again()
    except UnreadableTombstoneError as error:
        mend = "Then run `clientvoice erase --again`, before anybody looks."
        raise BackupError(f"The data are back, but nobody was erased again. {error} {mend}") from error


def _end_sessions() -> int:
    """End every sign-in of then: who had one may have lost the right to it since."""
    if apps.is_installed("allauth.usersessions"):
        apps.get_model(OTHER_SESSIONS).objects.all().delete()
    ended, _kinds = Session.objects.all().delete()
    return ended


def _without_file() -> Iterator[str]:
    for model in apps.get_models():
        columns = {field.name: field for field in model._meta.get_fields()}  # noqa: SLF001 -- documented by Django
        if isinstance(columns.get(FILE), CharField) and (gone := _gone(model)):
            yield f"{model.__name__}: {gone}"


def _gone(model: type[Model]) -> int:
    names = model._default_manager.exclude(file="").values_list(FILE, flat=True)  # noqa: SLF001 -- documented by Django
    return sum(not default_storage.exists(name) for name in names.iterator())
