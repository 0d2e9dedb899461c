"""The list of who was erased: the newest there is, so that a backup from before brings nobody back."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def bring_together(kept: Path, others: Iterable[Path]) -> None:
    """Add to the list that this installation keeps every line of the others that it does not have."""
    own = list(_lines(kept))
    new = [line for other in others for line in _lines(other) if line not in own]
    if not new:
        return
    kept.parent.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_name(f"{kept.name}.unfinished")
    with unfinished.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in dict.fromkeys([*own, *new]))
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(kept)


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of a list; none of one that is not there, nor a last one that was cut off."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    yield from (line for place, line in enumerate(lines, start=1) if place < len(lines) or _whole(line))


def _whole(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False
