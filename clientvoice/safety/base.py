"""What a check finds. It is a fact with a mend beside it; never a secret, and never a person."""

from dataclasses import dataclass
from typing import Literal

Grade = Literal["ok", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about one subject.

    `mend` says what to do, and is empty where nothing needs doing; `page` is where one does it, if on a page.
    """

    subject: str
    grade: Grade
    message: str
    mend: str = ""
    page: str = ""

    @property
    def steps(self) -> list[tuple[str, bool]]:
        """Return the mend in pieces, each with whether it is a command to type: it stands between backticks."""
        return [(piece, place % 2 == 1) for place, piece in enumerate(self.mend.split("`"))]
