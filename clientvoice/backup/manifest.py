"""What a backup says of itself: the file `manifest.json`, and the sums that show whether a byte of it was lost."""

import dataclasses
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

FORMAT = 1
NAME, SUMS, SEAL = "manifest.json", "SHA256SUMS", "manifest.seal"
DATABASE, MEDIA, TOMBSTONES = "database.dump", "media.tar", "tombstones.jsonl"
CHUNK = 1 << 20  # bytes
MEND = "Fetch it again, or take another backup."


class BackupError(Exception):
    """A backup cannot be made, is not whole, or may not be restored here; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a backup."""

    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a backup. Never a key: only the ids of the keys that what is sealed in it asks for."""

    made_at: datetime
    version: str
    postgres: int  # major version of the server
    migrations: dict[str, list[str]]  # those that had run, by app
    rows: dict[str, int]  # by table, counted in the very snapshot that was dumped
    files: int  # photos, recordings and drawings
    keys: list[str]
    parts: dict[str, Part]
    format: int = FORMAT

    @property
    def size(self) -> int:
        """All parts together, in bytes."""
        return sum(part.size for part in self.parts.values())


def part_of(path: Path, step: Callable[[int], None] = lambda _bytes: None) -> Part:
    """Read a file to its end; `step` hears how many bytes were read."""
    found, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
            size += len(chunk)
            step(len(chunk))
    return Part(size=size, sha256=found.hexdigest())


def write(manifest: Manifest, folder: Path) -> None:
    """Write the manifest and the sums of all files of a backup."""
    (folder / NAME).write_text(json.dumps(dataclasses.asdict(manifest), default=str, indent=1, sort_keys=True))
    (folder / SUMS).write_text(_sums(manifest, folder))


def read(folder: Path) -> Manifest:
    """Read the manifest of a backup and check it against its sum. Raises BackupError."""
    for name in (NAME, SUMS):
        if not (folder / name).is_file():
            raise BackupError(f"{folder} is no backup, or not a whole one: {name} is missing.")
    try:
        found = _manifest(json.loads((folder / NAME).read_bytes()))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupError(f"{folder / NAME} is damaged. {MEND}") from error
    if (folder / SUMS).read_bytes() != _sums(found, folder).encode():
        raise BackupError(f"{folder / NAME} or {SUMS} beside it is damaged. {MEND}")
    return found


def _sums(manifest: Manifest, folder: Path) -> str:
    """Return the sums as the program `sha256sum` writes and checks them."""
    sums = {NAME: part_of(folder / NAME).sha256} | {name: part.sha256 for name, part in sorted(manifest.parts.items())}
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sums.items())


def _manifest(stored: dict[str, Any]) -> Manifest:
    if stored["format"] != FORMAT:
        found = stored["format"]
        raise BackupError(f"This backup has format {found}; this version of clientvoice reads {FORMAT}. Use that one.")
    parts = {name: Part(**stored["parts"][name]) for name in (DATABASE, MEDIA, TOMBSTONES)}
    return Manifest(**stored | {"parts": parts, "made_at": datetime.fromisoformat(stored["made_at"])})
