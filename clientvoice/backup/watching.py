"""Whoever looks on while a backup is made or brought back: a bar in a terminal, or nobody."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

Step = Callable[[int], None]
Watch = Callable[[str, int], AbstractContextManager[Step]]
"""Told what is done next and of how many steps it is made; gives a function that hears of steps taken."""


def unwatched(_what: str, _steps: int) -> AbstractContextManager[Step]:
    """Show nothing: for cron, and for tests."""
    return nullcontext(lambda _steps: None)
