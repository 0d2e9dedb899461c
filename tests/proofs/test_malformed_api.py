"""Ten thousand calls that no honest program makes, to a running server: told so each time, kept nowhere, forgotten.

Schemathesis makes calls from the description of the API, wrong in each place that it describes; hypothesis makes bodies
that are nearly right, or no bodies at all.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from tests.proofs.stage import Stage, seats, stage
from tests.proofs.tablets import Seat
from tests.surveys.malformed import BODIES, near_misses

pytestmark = pytest.mark.proof

CALLS, BODIES_EACH, FEWEST = 800, 2000, 10_000
WARM = 200
MORE_MEMORY = 25_000_000
"""Bytes by which the web server may grow in all of it: its caches fill, and nothing else stays."""
KEPT = {"newer_draft", "already_answered"}
"""Refusals that keep what came, for a person to look at."""
COUNTS = """
    SELECT (SELECT count(*) FROM surveys_submission), (SELECT count(*) FROM surveys_draft),
           (SELECT count(*) FROM surveys_losingdraft), (SELECT count(*) FROM surveys_quarantine),
           (SELECT count(*) FROM surveys_answeringsession), (SELECT count(*) FROM surveys_mediaitem)
"""


@dataclass
class Judge:
    """Looks at each answer, and at what the database holds after it."""

    database: psycopg.Connection[Any]
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def rows(self) -> Any:
        """Return how many rows there are of everything that answering writes."""
        return self.database.execute(COUNTS).fetchone()

    def look(self, send: Callable[[], Any]) -> None:
        """Send something and judge the answer."""
        before = self.rows()
        answer = send()
        self.statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            self.faults.append(f"{answer.status_code} for {answer.request.method} {answer.request.url}")
        if answer.status_code >= 400 and not any(code in answer.text for code in KEPT) and self.rows() != before:
            self.faults.append(f"rows after {answer.status_code} for {answer.request.method} {answer.request.url}")


def many(number: int) -> settings:
    return settings(max_examples=number, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def described_calls(made: Stage, seat: Seat, judge: Judge, number: int) -> None:
    """Make calls that are wrong somewhere, by the description that the server itself gives."""
    base = made.url.partition("/api/")[0]
    description = httpx.get(f"{base}/api/v1/schema/", params={"format": "json"}).json()
    for found in schemathesis.openapi.from_dict(description).get_all_operations():
        operation = found.ok()
        if operation.label != "GET /api/v1/instruments/schema/":  # takes nothing, so nothing can be wrong
            _call(operation, base, seat, judge, number)


def _call(operation: Any, base: str, seat: Seat, judge: Judge, number: int) -> None:
    @many(number)
    @given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE), let_in=st.booleans())
    def one(case: Any, let_in: bool) -> None:  # noqa: FBT001 -- hypothesis gives it by name
        if let_in and "session_id" in (case.path_parameters or {}):
            case.path_parameters["session_id"] = seat.session
        headers = {"Authorization": f"Bearer {seat.secret}"} if let_in else {}
        judge.look(lambda: case.call(base_url=base, headers=headers, timeout=30))

    one()


def bodies(made: Stage, seat: Seat, judge: Judge, number: int) -> None:
    """Send bodies that are nearly right, and anything else."""
    headers = {"Authorization": f"Bearer {seat.secret}", "Content-Type": "application/json"}
    draft = made.url.replace("submissions", f"sessions/{seat.session}/draft")
    with httpx.Client(headers=headers, timeout=30) as browser:

        @many(number)
        @given(body=BODIES | near_misses(seat.session))
        def one(body: bytes) -> None:
            judge.look(lambda: browser.put(draft, content=body))
            judge.look(lambda: browser.post(made.url, content=body))

        one()


def memory(made: Stage) -> int:
    """Return how many bytes the web server and its workers hold."""
    assert made.web_process
    master = psutil.Process(made.web_process.pid)
    return sum(one.memory_info().rss for one in (master, *master.children(recursive=True)))


def test_ten_thousand_wrong_calls(tmp_path: Path) -> None:
    with stage(tmp_path) as made, psycopg.connect(made.environment["DATABASE_URL"], autocommit=True) as database:
        warm, seat = seats(made, 2)
        for number_of_calls, number_of_bodies, place in ((WARM // 4, WARM, warm), (CALLS, BODIES_EACH, seat)):
            held, judge = memory(made), Judge(database)
            described_calls(made, place, judge, number_of_calls)
            bodies(made, place, judge, number_of_bodies)
            assert judge.faults == []
        assert judge.statuses.total() >= FEWEST
        assert memory(made) - held < MORE_MEMORY
    assert {200, 400, 401, 404, 422} <= judge.statuses.keys(), judge.statuses


class Writing(Judge):
    """A judge of a server that keeps a row with every call."""

    def rows(self) -> Any:
        """Return another number each time."""
        return len(self.faults), self.statuses.total()


def test_the_judge_finds_a_broken_server_and_half_a_row() -> None:
    judge = Writing(database=None)  # type: ignore[arg-type]  # it counts without one
    for status in (500, 422, 200):
        answer = httpx.Response(status, text="", request=httpx.Request("PUT", "http://somewhere/"))
        judge.look(lambda answer=answer: answer)  # type: ignore[misc]  # bound at once
    assert [fault[:8] for fault in judge.faults] == ["500 for ", "rows aft", "rows aft"]
