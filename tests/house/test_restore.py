"""A backup, the loss of everything, and what comes back: all that was there, but nobody who was erased since."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from clientvoice.embedded import Engines, engines
from tests.house.test_command_line import CLIENTVOICE, free_port, wait_until_healthy
from tests.house.test_embedded import wait_until_gone

ROOT = Path(__file__).parents[2]


class Place:
    """A machine with its own data folder; lists of who was erased lie outside it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.data = folder / name
        (folder / "elsewhere").mkdir(exist_ok=True)
        (folder / "elsewhere" / "tombstones.jsonl").touch()
        self.settings = {
            **os.environ,
            "CLIENTVOICE_VAR": str(self.data),
            "MEDIA_ROOT": str(self.data / "media"),
            "TOMBSTONE_FILE": str(folder / "elsewhere" / "tombstones.jsonl"),
            "DJANGO_SETTINGS_MODULE": "clientvoice.settings",
            "PYTHONPATH": str(ROOT),
        }

    def use(self, found: Engines) -> None:
        self.settings |= {"DATABASE_URL": found.database_url, "REDIS_URL": found.redis_url}

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [CLIENTVOICE, *words], env=self.settings, capture_output=True, text=True, check=False, timeout=300
        )

    def step(self, *words: str) -> None:
        command = [sys.executable, "-m", "django", "migrate", *words]
        subprocess.run(command, env=self.settings, cwd=ROOT, capture_output=True, check=True)

    def told(self, *words: str) -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.house.keeping", *words]
        done = subprocess.run(command, env=self.settings, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found


@pytest.mark.proof
def test_all_comes_back_but_who_was_erased(tmp_path: Path) -> None:
    before = Place(tmp_path, "before")
    with engines(before.data, durable=False) as found:
        before.use(found)
        assert before.run("migrate").returncode == 0
        facts = before.told("fill")
        made = before.run("backup", str(tmp_path / "backups"), "--verify", "--keep", "3")
        assert made.returncode == 0, made.stderr
        assert "restored elsewhere and compared" in made.stdout
        assert facts["noor"] not in before.told("erase", facts["noor"])["clients"]
    shutil.rmtree(before.data)

    after = Place(tmp_path, "after")
    (backup,) = (path for path in (tmp_path / "backups").iterdir() if path.is_dir())
    with engines(after.data, durable=False) as found:
        after.use(found)
        done = after.run("restore", str(backup))
        assert done.returncode == 0, done.stderr
        assert "each as many as in the backup" in done.stdout
        assert "People erased again: 1" in done.stdout
        told = after.told("look", facts["used"], facts["unused"])
        again = after.run("restore", str(backup))
    assert facts["anna"] in told["clients"]
    assert facts["noor"] not in told["clients"]
    assert told | {"clients": []} == {
        "clients": [],
        "photos": [facts["anna"]],
        "sign-ins": 0,
        "answers": 1,
        "opens": [False, False],  # one was used, and one was of her who was erased
    }
    assert (again.returncode, "not empty" in again.stderr) == (1, True)


@pytest.mark.proof
def test_the_site_runs_on_after_a_backup_of_an_older_version_came_back(tmp_path: Path) -> None:
    before, after = Place(tmp_path, "before"), Place(tmp_path, "after")
    with engines(before.data, durable=False) as found:
        before.use(found)
        before.run("migrate")
        facts = before.told("fill")
        before.step("usersessions", "zero")  # as if that step came with this version
        assert before.run("backup", str(tmp_path / "backups")).returncode == 0
    shutil.rmtree(before.data)
    (backup,) = (path for path in (tmp_path / "backups").iterdir() if path.is_dir())
    with engines(after.data, durable=False) as found:
        after.use(found)
        done = after.run("restore", str(backup))
        assert (done.returncode, done.stderr) == (0, "")
        assert "Brought up to this version: 0 steps" not in done.stdout
        assert "ok    Migrations" in after.run("doctor").stdout
        assert after.told("look", facts["used"], facts["unused"])["opens"] == [False, True]
        port = free_port()
        command = [str(CLIENTVOICE), "serve", "--port", str(port), "--workers", "1"]
        with (tmp_path / "output").open("wb") as log:
            serving = subprocess.Popen(command, env=after.settings, stdout=log, stderr=log)
        try:
            wait_until_healthy(tmp_path, port)
        finally:
            serving.terminate()
            serving.wait(30)
    wait_until_gone(tmp_path)
