"""A real web server, a real database and a real Redis as child processes, and somebody who keeps killing them."""

import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import httpx
import psutil
import psycopg

from clientvoice.embedded.postgres_server import postgres
from clientvoice.embedded.processes import child
from clientvoice.embedded.redis_server import redis_server
from surveys.sealed_answers import opened_answers
from tests.keys import keys_of_another_database
from tests.proofs.tablets import Seat, Stored

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds for a server to come up


class Stage:
    """The three processes, by what is done to them."""

    def __init__(self, folder: Path, *, redis_url: str, application: str, environment: dict[str, str]) -> None:
        self.folder, self.application = folder, application
        self.port = _free_port()
        self.web, self.database = contextlib.ExitStack(), contextlib.ExitStack()
        self.web_process: subprocess.Popen[bytes] | None = None
        self.environment = {**os.environ, **environment, "REDIS_URL": redis_url, "PYTHONPATH": str(ROOT)}
        self.environment["DJANGO_SETTINGS_MODULE"] = "clientvoice.settings"

    @property
    def url(self) -> str:
        """Where submissions go."""
        return f"http://127.0.0.1:{self.port}/api/v1/answering/submissions"

    def start_database(self) -> None:
        """Start PostgreSQL on the same files, with every safety on."""
        self.environment["DATABASE_URL"] = self.database.enter_context(postgres(self.folder, durable=True))

    def kill_database(self) -> None:
        """Stop PostgreSQL as a power cut would: no farewell to anybody, no checkpoint."""
        pid = int((self.folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGQUIT)
        self.database.close()

    def start_web(self) -> None:
        """Start the web server and wait until it listens."""
        bind = f"127.0.0.1:{self.port}"
        words = ("--bind", bind, "--workers", "2", "--threads", "4", "--worker-class", "gthread", "--preload")
        command = [sys.executable, "-m", "gunicorn", self.application, *words, "--no-control-socket"]
        log = self.folder / "log" / "web.log"
        self.web_process = self.web.enter_context(child(command, log=log, env=self.environment))
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            with contextlib.suppress(httpx.HTTPError):
                httpx.get(f"http://{bind}/health/live", timeout=2)
                return
            time.sleep(0.1)
        raise TimeoutError(log.read_text()[-2000:])

    def kill_worker(self) -> None:
        """Kill one worker of the web server in the middle of whatever it does."""
        with contextlib.suppress(psutil.Error, IndexError):
            assert self.web_process
            psutil.Process(self.web_process.pid).children()[0].kill()

    def kill_web(self) -> None:
        """Kill the whole web server."""
        assert self.web_process
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.web_process.pid, signal.SIGKILL)
        self.web.close()

    def run(self, *words: str) -> str:
        """Run a program with the same environment; returns what it wrote."""
        done = subprocess.run(
            [sys.executable, *words], env=self.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
        )
        return done.stdout

    def stored(self) -> Stored:
        """Read what the database holds now, straight from the tables."""
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            rows = connection.execute("SELECT id::text, session_id::text, answers FROM surveys_submission").fetchall()
            counted = connection.execute(
                "SELECT counted_id::text FROM surveys_invitation WHERE counted_id IS NOT NULL"
            ).fetchall()
            aside = connection.execute("SELECT submission_id::text FROM surveys_quarantine").fetchall()
            keys = dict(connection.execute("SELECT id, wrapped FROM organisations_datakey").fetchall())
        with keys_of_another_database(keys):
            opened = {key: (session, opened_answers(answers, UUID(key))) for key, session, answers in rows}
        return Stored(
            submissions=opened,
            counted=tuple(key for (key,) in counted),
            kept_aside=frozenset(key for (key,) in aside),
        )


@contextlib.contextmanager
def stage(folder: Path, *, application: str = "clientvoice.wsgi", mutant: str = "") -> Iterator[Stage]:
    """Run all three on an empty, migrated database in `folder`."""
    with redis_server(folder) as redis_url:
        made = Stage(folder, redis_url=redis_url, application=application, environment={"MUTANT": mutant})
        with made.database, made.web:
            made.start_database()
            made.run("-m", "django", "migrate", "--verbosity", "0")
            made.start_web()
            yield made


def seats(made: Stage, number: int) -> list[Seat]:
    """Open `number` sessions."""
    return [Seat(*each) for each in json.loads(made.run("-m", "tests.proofs.seating", str(number)))]


class Nemesis:
    """Kills something every other second; what it killed it starts again.

    It works in the main thread: the kernel ends a child when the thread that started it ends.
    """

    def __init__(self, made: Stage, *, seed: int) -> None:
        self.stage, self.dice = made, random.Random(seed)
        self.done: Counter[str] = Counter()

    def rage(self, seconds: float) -> None:
        """Go on killing for some seconds, in an order that the seed decides."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            time.sleep(self.dice.uniform(0.3, 1.5))
            what = self.dice.choice(["worker", "worker", "database", "database", "web"])
            self._strike(what)
            self.done[what] += 1

    def _strike(self, what: str) -> None:
        if what == "worker":
            self.stage.kill_worker()
        elif what == "web":
            self.stage.kill_web()
            self.stage.start_web()
        else:
            self.stage.kill_database()
            self.stage.start_database()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
