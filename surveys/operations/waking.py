"""Asking for the aftermath of a submission at once, as long as that helps.

Truth is in the rows: the sweep finds every submission that was not followed up. A message only makes it sooner. When a
whole school sends at the same time the worker is behind anyway, so what comes faster than this is left to the sweep.
"""

import threading
import time
from uuid import UUID

from workers.queue import Job, enqueue

BURST = 10  # submissions per process that are asked for at once
PER_SECOND = 1.0  # and how fast that allowance grows back


class Allowance:
    """A bucket of tokens: one is taken for each message, and they grow back with time."""

    def __init__(self, *, burst: int, per_second: float) -> None:
        self._burst, self._per_second = burst, per_second
        self._left, self._looked = float(burst), time.monotonic()
        self._lock = threading.Lock()

    def take(self, *, moment: float) -> bool:
        """Take one token at a moment in seconds; returns whether there was one."""
        with self._lock:
            grown = max(0.0, moment - self._looked) * self._per_second
            self._left, self._looked = min(self._burst, self._left + grown), moment
            if self._left < 1:
                return False
            self._left -= 1
            return True


_allowance = Allowance(burst=BURST, per_second=PER_SECOND)


def wake_worker(submission_id: UUID) -> None:
    """Ask for what follows a submission, once it is committed, unless many are asked for already."""
    if _allowance.take(moment=time.monotonic()):
        enqueue(Job.AFTER_SUBMISSION, submission_id=submission_id)
