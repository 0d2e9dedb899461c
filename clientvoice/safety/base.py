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
