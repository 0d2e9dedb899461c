"""What is wrong with a definition file, said so that its author can mend it."""

from dataclasses import asdict, dataclass
from enum import StrEnum

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault that does not know yet in which line it stands.

    path: keys and positions from the top of the file, `("questions", 3, "texts")`.
    message: what is wrong. fix: what to do about it.
    """

    path: Path
    message: str
    fix: str


class Level(StrEnum):
    """How much something matters: a fault keeps a definition from being used, a warning is for its author to weigh."""

    FAULT = "fault"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a definition file, or one warning. Lines count from 1; `path` reads `questions[3].texts.nl`."""

    level: Level
    file: str
    line: int
    path: str
    message: str
    fix: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" + (f" {self.path}" if self.path else "")
        return f"{where}: {self.level}: {self.message} {self.fix}"

    def as_dict(self) -> dict[str, str | int]:
        """Give the fault as the commands print it in JSON."""
        return asdict(self)


class DefinitionError(ValueError):
    """A definition was refused; `faults` holds every reason that was found."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the faults, which are never empty."""
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def path_text(path: Path) -> str:
    """Write a path as people read it: `questions[3].texts.nl`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text
