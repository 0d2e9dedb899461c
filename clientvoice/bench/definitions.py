"""Loading and validating instruments, beside the time in which the same files are only parsed as YAML."""

import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from instruments.catalogue import instruments
from instruments.definition.loading import load_file, review_file

REPEATS = 7
LOADING_LIMIT = 0.5  # seconds for all built-in instruments
VALIDATING_LIMIT = 0.1  # seconds for one, with the remarks on its language
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Measured:
    """Medians in seconds of processor time, which other work on the machine hardly touches.

    parsed: the same files read as YAML and nothing else, which is the least it can take.
    """

    what: str
    seconds: float
    parsed: float
    limit: float

    @property
    def kept(self) -> bool:
        """Whether it stayed within its limit."""
        return self.seconds < self.limit


def measure() -> list[Measured]:
    """Measure loading all instruments, and validating the one that takes longest. The first turn is not counted."""
    paths = [instrument.path for instrument in instruments()]
    every = _measured(f"loading all {len(paths)} instruments", paths, load_file, LOADING_LIMIT)
    each = [_measured(f"validating {path.parent.name}", [path], review_file, VALIDATING_LIMIT) for path in paths]
    return [every, max(each, key=lambda one: one.seconds)]


def _measured(what: str, paths: list[Path], work: Callable[[Path], object], limit: float) -> Measured:
    _seconds(work, paths)
    turns = [(_seconds(work, paths), _seconds(_parse, paths)) for _ in range(REPEATS)]
    taken, parsed = (round(median(times), 4) for times in zip(*turns, strict=True))
    return Measured(what, taken, parsed, limit)


def _seconds(work: Callable[[Path], object], paths: Iterable[Path]) -> float:
    begin = time.process_time()
    for path in paths:
        work(path)
    return time.process_time() - begin


def _parse(path: Path) -> None:
    for _event in yaml.parse(path.read_bytes(), _PARSER):
        pass


def as_json(measured: list[Measured]) -> dict[str, Any]:
    """Return what is kept of a run."""
    return {"repeats": REPEATS, "measured": [asdict(each) | {"kept": each.kept} for each in measured]}
