"""The site with a mistake planted in it, to see that the proof finds it. Served instead of the real one by the proof.

The environment's MUTANT chooses: `ack_before_commit` answers first and stores later; `new_id_each_time` loses the
recognition of a repeat; nothing plants nothing.
"""

import os
import threading
import time
from uuid import UUID, uuid4

from django.db import connection

from clientvoice.wsgi import application
from surveys.choices import Outcome, QuarantineReason
from surveys.data import Sender
from surveys.models import Submission
from surveys.operations import submissions

__all__ = ["application"]

honest = submissions._taken_in
DELAY = 0.5  # seconds between the answer and the row


def ack_before_commit(row: Submission, sender: Sender, outcome: Outcome, files: list[UUID]) -> QuarantineReason | None:
    """Say yes at once, store later."""

    def later() -> None:
        time.sleep(DELAY)
        honest(row, sender, outcome, files)
        connection.close()

    threading.Thread(target=later, daemon=True).start()
    return None


def new_id_each_time(row: Submission, sender: Sender, outcome: Outcome, files: list[UUID]) -> QuarantineReason | None:
    """Store every arrival as a new submission."""
    row.id = uuid4()
    return honest(row, sender, outcome, files)


MUTANTS = {"ack_before_commit": ack_before_commit, "new_id_each_time": new_id_each_time}
if name := os.environ.get("MUTANT"):
    submissions._taken_in = MUTANTS[name]  # type: ignore[assignment]  # the point of a mutant
