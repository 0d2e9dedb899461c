"""Simulated tablets that send until they hear that their answers are safe, and the judge of what became of them."""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

from instruments import builtin
from tests.surveys.asking import answers_to

OK = frozenset({200, 201})
KEPT_ASIDE = 409
AWAY = frozenset({502, 503, 504})
AGAIN = 0.2  # the share of acknowledged submissions that a tablet sends once more, as if the answer had been lost


@dataclass(frozen=True)
class Seat:
    """An opened answering session."""

    session: str
    secret: str


@dataclass
class History:
    """What the tablets did and heard, for the judge."""

    sent: dict[str, dict[str, Any]] = field(default_factory=dict)
    acknowledged: dict[str, set[str]] = field(default_factory=dict)
    kept_aside: set[str] = field(default_factory=set)
    unexpected: list[str] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def invoke(self, body: dict[str, Any]) -> None:
        """Note that a submission is about to be sent."""
        with self.lock:
            self.sent[body["id"]] = body

    def hear(self, body: dict[str, Any], response: httpx.Response) -> bool:
        """Note an answer; returns whether it was a final one."""
        with self.lock:
            self.statuses[str(response.status_code)] += 1
            if response.status_code in OK:
                self.acknowledged.setdefault(body["id"], set()).add(response.json()["receipt"])
            elif response.status_code == KEPT_ASIDE:
                self.kept_aside.add(body["id"])
            elif response.status_code not in AWAY:
                self.unexpected.append(f"{response.status_code} {response.text[:200]}")
        return response.status_code in OK or response.status_code == KEPT_ASIDE

    def miss(self) -> None:
        """Note that no answer came: nobody knows whether the server has it."""
        with self.lock:
            self.statuses["unknown"] += 1


def body_for(seat: Seat, dice: random.Random) -> dict[str, Any]:
    """Return a submission with answers of its own, so that a mix-up would show."""
    room = dice.randint(1, 5)
    answers = answers_to(builtin()["mijn-leven"], kamer=room, eten=dice.choice([None, 1, 2, 3, 4, 5]))
    return {"id": str(uuid4()), "session": seat.session, "answers": answers, "style": "faces", "helped": "alone"}


class Tablet(threading.Thread):
    """Sends one submission for each seat, and sends it again until there is an answer."""

    def __init__(self, url: str, seats: Iterable[Seat], history: History, *, seed: int, until: threading.Event) -> None:
        super().__init__(daemon=True)
        self.url, self.seats, self.history, self.until = url, list(seats), history, until
        self.dice = random.Random(seed)

    def run(self) -> None:
        """Work through the seats."""
        with httpx.Client(timeout=10) as http:
            for seat in self.seats:
                body = body_for(seat, self.dice)
                self.history.invoke(body)
                self._send(http, seat, body)
                if self.dice.random() < AGAIN:
                    self._send(http, seat, body)
                time.sleep(self.dice.random() * 0.4)

    def _send(self, http: httpx.Client, seat: Seat, body: dict[str, Any]) -> None:
        while not self.until.is_set():
            try:
                answer = http.post(self.url, json=body, headers={"Authorization": f"Bearer {seat.secret}"})
            except httpx.HTTPError:
                self.history.miss()
            else:
                if self.history.hear(body, answer):
                    return
            time.sleep(self.dice.uniform(0.05, 0.3))


@dataclass(frozen=True)
class Stored:
    """What the database holds in the end."""

    submissions: Mapping[str, tuple[str, Mapping[str, Any]]]
    """Session and answers by submission id."""
    counted: tuple[str, ...]
    """The submission that each answered invitation counts."""
    kept_aside: frozenset[str]


def faults(history: History, stored: Stored) -> list[str]:
    """Return every broken promise: lost, made up, altered, counted twice, never answered."""
    found = [f"lost: {key}" for key in history.acknowledged.keys() - stored.submissions.keys()]
    found += [f"lost from the inbox: {key}" for key in history.kept_aside - stored.kept_aside]
    found += [f"made up: {key}" for key in stored.submissions.keys() - history.sent.keys()]
    found += [
        f"altered: {key}"
        for key, (session, answers) in stored.submissions.items()
        if key in history.sent and (history.sent[key]["session"], history.sent[key]["answers"]) != (session, answers)
    ]
    found += _counted_twice(stored)
    found += [f"two receipts: {key}" for key, receipts in history.acknowledged.items() if len(receipts) > 1]
    unheard = history.sent.keys() - history.acknowledged.keys() - history.kept_aside
    return found + [f"never answered: {key}" for key in unheard] + history.unexpected


def _counted_twice(stored: Stored) -> list[str]:
    sessions = Counter(session for session, _answers in stored.submissions.values())
    twice = [f"counted twice: {session}" for session, number in sessions.items() if number > 1]
    if sorted(stored.counted) != sorted(stored.submissions):
        twice.append("what is counted is not what is stored")
    return twice
