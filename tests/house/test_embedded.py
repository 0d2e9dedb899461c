"""The embedded engines: data outlive a run, processes do not."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from clientvoice.embedded import EngineError, TakenError, engines, forget

HOLD = """
import sys, time
from pathlib import Path
from clientvoice.embedded import engines
with engines(Path(sys.argv[1])):
    print("running", flush=True)
    time.sleep(60)
"""


def hold(folder: Path) -> "subprocess.Popen[str]":
    holder = subprocess.Popen([sys.executable, "-c", HOLD, folder], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "running\n"
    holder.stdout.close()
    return holder


def at_home_in(folder: Path) -> list[psutil.Process]:
    """The living processes that work in `folder`."""
    return [process for process in psutil.process_iter() if _home(process).startswith(str(folder))]


def _home(process: psutil.Process) -> str:
    try:
        return process.cwd() if process.status() != psutil.STATUS_ZOMBIE else ""
    except (psutil.Error, OSError):
        return ""


def wait_until_gone(folder: Path) -> None:
    limit = time.monotonic() + 20
    while at_home_in(folder):
        assert time.monotonic() < limit, "a process stays behind"
        time.sleep(0.05)


def test_data_outlive_a_run_and_redis_forgets(tmp_path: Path) -> None:
    with engines(tmp_path) as first:
        with psycopg.connect(first.database_url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        redis.Redis.from_url(first.redis_url).set("kept", "no")
    with engines(tmp_path) as second:
        with psycopg.connect(second.database_url) as connection:
            assert connection.execute("SELECT number FROM kept").fetchone() == (7,)
        assert redis.Redis.from_url(second.redis_url).get("kept") is None
    assert at_home_in(tmp_path) == []


def test_second_command_joins_and_leaves_the_engines_running(tmp_path: Path) -> None:
    holder = hold(tmp_path)
    with engines(tmp_path) as joined, psycopg.connect(joined.database_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert holder.poll() is None
    with pytest.raises(TakenError), engines(tmp_path, join=False):
        pass
    with pytest.raises(TakenError):
        forget(tmp_path)
    holder.kill()
    holder.wait()
    wait_until_gone(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ties the life of a child to its parent's")
def test_engines_die_with_a_killed_command_and_the_next_run_mends(tmp_path: Path) -> None:
    holder = hold(tmp_path)
    assert len(at_home_in(tmp_path)) >= 2
    holder.kill()
    holder.wait()
    wait_until_gone(tmp_path)
    with engines(tmp_path) as again, psycopg.connect(again.database_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_database_left_by_a_killed_run_is_ended_first(tmp_path: Path) -> None:
    holder = hold(tmp_path)
    # Killing the database outright leaves its pid file behind, as a power cut does.
    for process in at_home_in(tmp_path):
        with contextlib.suppress(psutil.NoSuchProcess):  # a helper process of the database ends with its parent
            process.kill()
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    wait_until_gone(tmp_path)
    assert (tmp_path / "postgres" / "postmaster.pid").exists()
    with engines(tmp_path) as again, psycopg.connect(again.database_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_pid_of_another_process_is_left_alone(tmp_path: Path) -> None:
    with engines(tmp_path):
        pass
    (tmp_path / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    (tmp_path / "redis" / "redis.pid").write_text(f"{os.getpid()}\n")
    with engines(tmp_path) as again, psycopg.connect(again.database_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_half_made_files_are_made_again(tmp_path: Path) -> None:
    unfinished = tmp_path / "postgres.unfinished"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18")
    with engines(tmp_path) as found, psycopg.connect(found.database_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not unfinished.exists()


def test_long_and_closed_path_works(tmp_path: Path) -> None:
    folder = tmp_path / "closed" / ("a-long-name-" * 9)
    folder.mkdir(parents=True)
    (tmp_path / "closed").chmod(0o700)
    with engines(folder) as found, psycopg.connect(found.database_url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_addresses_are_closed_to_others(tmp_path: Path) -> None:
    with engines(tmp_path):
        assert (tmp_path / "engines.json").stat().st_mode & 0o077 == 0
        assert (tmp_path / "redis" / "redis.conf").stat().st_mode & 0o077 == 0
        assert (tmp_path / "postgres").stat().st_mode & 0o077 == 0
    assert not (tmp_path / "engines.json").exists()


def test_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nearly_full = shutil._ntuple_diskusage(100, 99, 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: nearly_full)
    with pytest.raises(EngineError, match="make room"), engines(tmp_path):
        pass


def test_forgotten_data_are_gone(tmp_path: Path) -> None:
    with engines(tmp_path) as first, psycopg.connect(first.database_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    forget(tmp_path)
    with engines(tmp_path) as second, psycopg.connect(second.database_url) as connection:
        assert connection.execute("SELECT to_regclass('kept')").fetchone() == (None,)
