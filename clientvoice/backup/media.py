"""The files of a backup: photos, recordings and drawings, sealed as they lie."""

import contextlib
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

from clientvoice.backup.manifest import BackupError
from clientvoice.backup.watching import Step

STAGING = ".being-restored"


class Packing:
    """An archive that is filled in two goes, one before the database is looked at and one after it.

    So it holds every file of that database: what came or was still being written in between comes in the second go.
    """

    def __init__(self, archive: tarfile.TarFile, root: Path) -> None:
        self.archive, self.root = archive, root
        self.packed: dict[str, tuple[int, int]] = {}

    def fill(self, step: Step) -> None:
        """Take in every file that is new or changed."""
        for path in files_below(self.root):
            with contextlib.suppress(FileNotFoundError):  # it was removed this moment, and its row with it
                self._take(path)
            step(1)

    def _take(self, path: Path) -> None:
        name, found = path.relative_to(self.root).as_posix(), path.stat()
        state = (found.st_size, found.st_mtime_ns)
        if self.packed.get(name) == state:
            return
        with path.open("rb") as file:
            self.archive.addfile(self.archive.gettarinfo(arcname=name, fileobj=file), file)
        self.packed[name] = state


def files_below(root: Path) -> list[Path]:
    """Return the files in the media folder, in order; without those of a restoration that never ended."""
    found = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return sorted(path for path in found if path.relative_to(root).parts[0] != STAGING)


def count(archive: Path) -> int:
    """Count the files in an archive. Raises BackupError when it cannot be read to its end."""
    try:
        with tarfile.open(archive) as opened:
            return len({member.name for member in opened})
    except tarfile.TarError as error:
        raise BackupError(f"{archive.name} cannot be read. Take another backup.") from error


def unpack(archive: Path, root: Path, step: Step) -> Path:
    """Put the files of an archive beside their places; returns the folder where they wait. Raises BackupError."""
    waiting = root / STAGING
    shutil.rmtree(waiting, ignore_errors=True)
    waiting.mkdir(parents=True)
    with tarfile.open(archive) as opened:
        for member in opened:
            _put(opened, member, _place(waiting, member))
            step(1)
    return waiting


def _place(folder: Path, member: tarfile.TarInfo) -> Path:
    place = (folder / member.name).resolve()
    if not member.isfile() or not place.is_relative_to(folder.resolve()):
        raise BackupError("The archive of files holds something that no backup of clientvoice holds.")
    return place


def _put(opened: tarfile.TarFile, member: tarfile.TarInfo, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    content = opened.extractfile(member)
    assert content  # noqa: S101 -- only a folder or link has none, and those were refused
    with content, place.open("wb") as file:
        shutil.copyfileobj(content, file)


def settle(waiting: Path, root: Path) -> None:
    """Move files that wait to their places."""
    for path in list(_waiting(waiting)):
        place = root / path.relative_to(waiting)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.rename(place)
    shutil.rmtree(waiting)


def _waiting(folder: Path) -> Iterator[Path]:
    yield from (path for path in folder.rglob("*") if path.is_file())
