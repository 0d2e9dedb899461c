"""The demonstration as a stranger meets it: from nothing to READY, again with its data, and gone without a trace."""

import http.client
import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.house.test_command_line import CLIENTVOICE, environment, free_port
from tests.house.test_embedded import wait_until_gone

pytestmark = pytest.mark.proof

PROMISED = {
    "users": {"username", "password", "role", "unit"},
    "codes": {"code", "audience", "round", "confidentiality", "language"},
    "rounds": {"id", "name", "status", "confidentiality"},
    "units": {"id", "name", "level", "parent"},
    "clients": {"id", "unit", "profile"},
}


def start(folder: Path, port: int) -> "subprocess.Popen[str]":
    """Start the demonstration and wait for its last line; what it prints before comes back as `told`."""
    settings = environment(folder, PORT=str(port), PYTHONUNBUFFERED="1", MEDIA_ROOT=str(folder / "media"))
    return subprocess.Popen(
        [str(CLIENTVOICE), "demo"],
        env=settings,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def until_ready(running: "subprocess.Popen[str]") -> str:
    told = ""
    assert running.stdout is not None
    for line in running.stdout:
        told += line
        if line.startswith("READY "):
            return told
    pytest.fail(f"the demonstration ended:\n{told}")


def stop(running: "subprocess.Popen[str]", ending: signal.Signals) -> None:
    running.send_signal(ending)
    running.wait(60)
    assert running.stdout is not None
    running.stdout.close()


def facts(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "demo-facts.json").read_text(encoding="utf-8"))
    return found


def test_demo_runs_keeps_its_data_and_leaves_nothing_behind(tmp_path: Path) -> None:
    port = free_port()
    first = start(tmp_path, port)
    try:
        told = until_ready(first)
        made = facts(tmp_path)
        assert all(user["username"] in told for user in made["users"])
        assert f"Mail: {tmp_path / 'mail'}" in told
        assert made["base_url"] == f"http://127.0.0.1:{port}"
        assert {name: set(made[name][0]) & members for name, members in PROMISED.items()} == PROMISED
        site = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        site.request("GET", "/health/ready")
        assert site.getresponse().status == 200
        site.close()
    finally:
        stop(first, signal.SIGINT)
    wait_until_gone(tmp_path)

    began = time.monotonic()
    second = start(tmp_path, port)
    try:
        until_ready(second)
        print(f"second start: {time.monotonic() - began:.1f} s (promised: under 10 s)")
        assert facts(tmp_path)["clients"] == made["clients"]
    finally:
        stop(second, signal.SIGKILL)
    if os.uname().sysname == "Linux":
        wait_until_gone(tmp_path)


def test_demo_that_was_killed_halfway_begins_again(tmp_path: Path) -> None:
    first = start(tmp_path, free_port())
    try:
        limit = time.monotonic() + 120
        while not (tmp_path / "demo-unfinished").exists():
            assert time.monotonic() < limit
            time.sleep(0.05)
        time.sleep(2)
    finally:
        stop(first, signal.SIGKILL)
    wait_until_gone(tmp_path)
    second = start(tmp_path, free_port())
    try:
        assert "Beginning anew" in until_ready(second)
        assert not (tmp_path / "demo-unfinished").exists()
    finally:
        stop(second, signal.SIGTERM)
    wait_until_gone(tmp_path)
