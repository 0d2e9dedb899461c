"""The marks of who was erased, in a file that outlives the database.

A backup from before an erasure holds that person still. The file `TOMBSTONE_FILE` is only ever added to; it lies
outside the database and the media folder, and `erase_again` reads it after a backup was put back.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from organisations.choices import ErasureGround

PURPOSE = "organisations.tombstone"
NAME_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Stone:
    """One erasure: the mark of the person, the ground that decided what went, and when.

    key: the name of the `SECRET_KEY` of the mark, which tells nothing of it; empty in lines from before.
    """

    mark: str
    ground: ErasureGround
    erased_at: datetime
    key: str = ""

    @property
    def can_be_recognised(self) -> bool:
        """Whether the key of the mark is here, so that whoever it stands for would be found."""
        return not self.key or self.key in map(_name_of, _secrets())


def mark(client_id: UUID, provider_id: UUID) -> str:
    """Return the mark of a client: an HMAC-SHA256 under `SECRET_KEY`, in hexadecimals."""
    return _mark(client_id, provider_id, settings.SECRET_KEY)


def marks(client_id: UUID, provider_id: UUID) -> frozenset[str]:
    """Return the marks of a client under the present key and the former ones of `SECRET_KEY_FALLBACKS`."""
    return frozenset(_mark(client_id, provider_id, key) for key in _secrets())


def _secrets() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def _name_of(key: str) -> str:
    return salted_hmac(f"{PURPOSE}.key", "", secret=key, algorithm="sha256").hexdigest()[:NAME_LENGTH]


def _mark(client_id: UUID, provider_id: UUID, key: str) -> str:
    return salted_hmac(PURPOSE, f"{client_id}:{provider_id}", secret=key, algorithm="sha256").hexdigest()


def write(stone: Stone) -> None:
    """Add a line to the file and see that it is on the disk. A line that stands there twice does no harm.

    What was cut off when a line before it was written goes first: else both would be lost.
    """
    path = Path(settings.TOMBSTONE_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    line = {"mark": stone.mark, "ground": stone.ground.value, "erased_at": stone.erased_at.isoformat()}
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # let go of when it is closed
        _end_last_line(file)
        file.write(json.dumps(line | {"key": _name_of(settings.SECRET_KEY)}).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _end_last_line(file: BinaryIO) -> None:
    """Cut off a last line that is not whole; end one that only lacks its end."""
    file.seek(0)
    content = file.read()
    begin = content.rfind(b"\n") + 1
    try:
        json.loads(content[begin:] or b"{}")
    except ValueError:
        file.truncate(begin)
    else:
        file.write(b"\n" if content[begin:] else b"")


def read() -> Iterator[Stone]:
    """Yield every line of the file, oldest first; without a file nobody was erased yet.

    A last line that was cut off while it was written is left out: its erasure had not begun.
    """
    path = Path(settings.TOMBSTONE_FILE)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for place, text in enumerate(lines, start=1):
        try:
            line = json.loads(text)
            at = datetime.fromisoformat(line["erased_at"])
            yield Stone(line["mark"], ErasureGround(line["ground"]), at, line.get("key", ""))
        except (ValueError, KeyError, TypeError) as error:
            if place < len(lines):
                raise UnreadableTombstoneError(path, place) from error


def out_of_reach() -> int:
    """Return how many lines have a mark under a key that is not here: they recognise nobody until it is."""
    return sum(not stone.can_be_recognised for stone in read())


class UnreadableTombstoneError(Exception):
    """A line of the file cannot be read: whoever stands there would not be erased again. It names the line."""

    def __init__(self, path: Path, line: int) -> None:
        super().__init__(f"Line {line} of {path} cannot be read. Put back a copy of the file from a backup.")
