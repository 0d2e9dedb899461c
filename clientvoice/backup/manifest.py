"""What a backup says of itself: the file `manifest.json`, and the sums that show whether a byte of it was lost."""

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

FORMAT = 1
NAME, SUMS = "manifest.json", "SHA256SUMS"
DATABASE, MEDIA, TOMBSTONES = "database.dump", "media.tar", "tombstones.jsonl"
CHUNK = 1 << 20  # bytes
LINE = re.compile(r"([0-9a-f]{64})  (\S+)")  # as the program `sha256sum` writes and reads them


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
    sums = {NAME: part_of(folder / NAME).sha256} | {name: part.sha256 for name, part in manifest.parts.items()}
    (folder / SUMS).write_text("".join(f"{sha256}  {name}\n" for name, sha256 in sums.items()))


def read(folder: Path) -> Manifest:
    """Read the manifest of a backup and check it against its sum. Raises BackupError."""
    for name in (NAME, SUMS):
        if not (folder / name).is_file():
            raise BackupError(f"{folder} is no backup, or not a whole one: {name} is missing.")
    sums = dict(_sums((folder / SUMS).read_text(errors="replace")))
    if part_of(folder / NAME).sha256 != sums.get(NAME):
        raise BackupError(f"{folder / NAME} is damaged. Take another backup, or fetch this one again.")
    return _manifest(json.loads((folder / NAME).read_text()))


def _sums(text: str) -> Iterator[tuple[str, str]]:
    yield from ((name, sha256) for sha256, name in LINE.findall(text))


def _manifest(stored: dict[str, Any]) -> Manifest:
    if stored["format"] != FORMAT:
        found = stored["format"]
        raise BackupError(f"This backup has format {found}; this version of clientvoice reads {FORMAT}. Use that one.")
    parts = {name: Part(**part) for name, part in stored.pop("parts").items()}
    return Manifest(**stored | {"parts": parts, "made_at": datetime.fromisoformat(stored["made_at"])})
