"""The submission call beside a bare validated insert of the same JSON by the same server in the same run."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any
from uuid import uuid4

from clientvoice.bench.bare import definition
from clientvoice.bench.load import Call, call, seconds_for
from instruments.questions import codes_of
from instruments.routing import visible

CLIENTS = (1, 4, 16)
REPEATS = 3
CALLS = 480  # per measurement
TURN = 48  # calls in a row of one sort
WARM_UP = 96
SEATS = WARM_UP + len(CLIENTS) * REPEATS * CALLS


@dataclass(frozen=True)
class Measured:
    """Medians of the repeats: calls a second, and the share of the limit that ours reaches."""

    clients: int
    submissions_per_second: float
    bare_inserts_per_second: float
    ratio: float


def measure(port: int, seats: list[tuple[str, str]]) -> Iterator[Measured]:
    """Measure with more and more clients; each repeat measures both."""
    left = iter(seats)
    _both(port, left, WARM_UP, clients=4)
    for clients in CLIENTS:
        pairs = [_both(port, left, CALLS, clients=clients) for _repeat in range(REPEATS)]
        ours, bare = (round(median(rates), 1) for rates in zip(*pairs, strict=True))
        ratio = round(median(mine / limit for mine, limit in pairs), 3)
        yield Measured(clients, ours, bare, ratio)


def _both(port: int, left: Iterator[tuple[str, str]], number: int, *, clients: int) -> tuple[float, float]:
    """Calls a second of ours and of the limit, in turns of a few calls: a busy moment of the machine meets both."""
    ours = bare = 0.0
    for _turn in range(number // TURN):
        pairs = [_calls(*next(left)) for _number in range(TURN)]
        bare += seconds_for(port, [limit for _mine, limit in pairs], clients=clients)
        ours += seconds_for(port, [mine for mine, _limit in pairs], clients=clients)
    return number / ours, number / bare


def _calls(session: str, secret: str) -> tuple[Call, Call]:
    """The same body for both, with the same headers."""
    body = {"id": str(uuid4()), "session": session, "answers": _answers(), "style": "faces", "helped": "alone"}
    headers = {"Authorization": f"Bearer {secret}"}
    return call("/api/v1/answering/submissions", body, **headers), call("/bench/insert", body, **headers)


def _answers() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in definition().question_keys:
        if key in visible(definition(), found):
            codes = codes_of(definition(), key)
            found[key] = {"value": codes[-1] if codes else "Ik wil vaker naar buiten, ook in het weekend."}
    return found


def as_json(measured: list[Measured]) -> dict[str, Any]:
    """Return what is kept of a run."""
    return {"calls": CALLS, "repeats": REPEATS, "goal": "ratio of at least 0.5", "measured": [*map(asdict, measured)]}
