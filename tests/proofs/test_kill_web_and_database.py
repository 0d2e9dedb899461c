"""What a tablet calls sent is on the server; what the server confirmed is never lost; nothing counts twice.

Twenty tablets send while web server and database are killed again and again. Then everything is put right, the tablets
finish, and what they heard is laid beside what the database holds.
"""

import threading
import time
from pathlib import Path

import pytest

from tests.proofs.stage import Nemesis, Stage, seats, stage
from tests.proofs.tablets import History, Stored, Tablet, faults

TABLETS = 20
SEED = 20260914

pytestmark = pytest.mark.proof


def storm(made: Stage, *, each: int, seconds: float) -> tuple[History, Nemesis]:
    """Let the tablets send `each` submissions under attack for some seconds, then drain in peace."""
    places, history, over = seats(made, TABLETS * each), History(), threading.Event()
    tablets = [
        # Neighbours share a seat in twenty: two tablets for one person, of whom one may count.
        Tablet(made.url, [*places[number::TABLETS], places[(number + 1) % TABLETS]], history, seed=number, until=over)
        for number in range(TABLETS)
    ]
    for tablet in tablets:
        tablet.start()
    nemesis = Nemesis(made, seed=SEED)
    nemesis.rage(seconds)
    _drain(tablets, over)
    return history, nemesis


def _drain(tablets: list[Tablet], over: threading.Event) -> None:
    limit = time.monotonic() + 90
    for tablet in tablets:
        tablet.join(max(0.1, limit - time.monotonic()))
    over.set()
    for tablet in tablets:
        tablet.join()


def test_nothing_is_lost_and_nothing_counts_twice(tmp_path: Path) -> None:
    with stage(tmp_path) as made:
        history, nemesis = storm(made, each=60, seconds=100)
        assert faults(history, made.stored()) == []
    assert min(nemesis.done[what] for what in ("worker", "web", "database")) >= 2, nemesis.done
    assert len(history.acknowledged) >= TABLETS * 60
    assert len(history.kept_aside) == TABLETS
    assert history.statuses["unknown"] + history.statuses["503"] > 0


@pytest.mark.parametrize("mutant", ["ack_before_commit", "new_id_each_time"])
def test_a_planted_mistake_is_found(tmp_path: Path, mutant: str) -> None:
    with stage(tmp_path, application="tests.proofs.mutants", mutant=mutant) as made:
        history, _nemesis = storm(made, each=15, seconds=20)
        found = faults(history, made.stored())
    expected = {"ack_before_commit": "lost", "new_id_each_time": "made up"}[mutant]
    assert any(fault.startswith(expected) for fault in found), found[:5]


def sound() -> tuple[History, Stored]:
    """Return a history without a fault, and what it left."""
    body = {"id": "a", "session": "s", "answers": {"kamer": {"value": 1}}}
    history = History(sent={"a": body}, acknowledged={"a": {"r"}})
    return history, Stored(submissions={"a": ("s", body["answers"])}, counted=("a",), kept_aside=frozenset())  # type: ignore[dict-item]  # a str and a dict


def test_the_judge_finds_each_broken_promise() -> None:
    history, stored = sound()
    assert faults(history, stored) == []
    empty = Stored(submissions={}, counted=(), kept_aside=frozenset())
    assert faults(history, empty) == ["lost: a"]
    altered = Stored(submissions={"a": ("s", {})}, counted=("a",), kept_aside=frozenset())
    assert faults(history, altered) == ["altered: a"]
    twice = Stored(submissions={**stored.submissions, "b": ("s", {})}, counted=("a", "b"), kept_aside=frozenset())
    assert sorted(faults(history, twice)) == ["counted twice: s", "made up: b"]
    history.acknowledged.clear()
    assert faults(history, stored) == ["never answered: a"]
