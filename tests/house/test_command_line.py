"""The command line as an operator meets it: what it prints, how it ends, and that nothing stays behind."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from clientvoice.cli import main
from tests.house.test_embedded import wait_until_gone

CLIENTVOICE = Path(sys.executable).parent / "clientvoice"
UNSET = ("DATABASE_URL", "REDIS_URL", "CLIENTVOICE_ENV", "PORT", "FRESH", "BASE_URL")


def environment(folder: Path, **settings: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    return kept | {"CLIENTVOICE_VAR": str(folder)} | settings


def run(folder: Path, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    command = [str(CLIENTVOICE), *words]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, env=environment(folder, **settings)
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def test_good_instrument_file_passes() -> None:
    path = Path(__file__).parents[2] / "instruments" / "contrib" / "mijn-leven" / "definition.yaml"
    told = CliRunner().invoke(main, ["instruments", "validate", str(path)])
    assert (told.exit_code, "no faults" in told.output) == (0, True)


def test_faults_of_an_instrument_file_are_told_with_line_and_mend(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text('key: mine\nversion: "1.0"\nkindd: questionnaire\n')
    told = CliRunner().invoke(main, ["instruments", "validate", str(path), "--json"])
    assert told.exit_code == 1
    faults = json.loads(told.output)
    assert all(set(fault) == {"level", "file", "line", "path", "message", "fix"} for fault in faults)
    assert (3, "kindd") in {(fault["line"], fault["path"]) for fault in faults}


def test_instrument_file_that_is_not_there_is_told() -> None:
    told = CliRunner().invoke(main, ["instruments", "validate", "nowhere.yaml"])
    assert told.exit_code == 1
    assert "Traceback" not in told.output
    assert told.output


def test_instruments_are_listed_shown_and_previewed() -> None:
    listed = CliRunner().invoke(main, ["instruments", "list"])
    assert "mijn-leven" in listed.stdout
    shown = CliRunner().invoke(main, ["instruments", "show", "mijn-leven"])
    assert json.loads(shown.stdout)["key"] == "mijn-leven"
    preview = CliRunner().invoke(main, ["instruments", "preview", "mijn-leven", "--language", "en"])
    assert "( )" in preview.stdout
    unknown = CliRunner().invoke(main, ["instruments", "show", "nothing-like-it"])
    assert unknown.exit_code == 2
    assert "mijn-leven" in unknown.output


def test_schema_is_json() -> None:
    assert json.loads(CliRunner().invoke(main, ["instruments", "schema"]).stdout)["type"] == "object"


def test_production_starts_no_database_of_its_own(tmp_path: Path) -> None:
    told = run(tmp_path, "migrate", CLIENTVOICE_ENV="production")
    assert told.returncode == 1
    assert "DATABASE_URL" in told.stderr
    assert not (tmp_path / "postgres").exists()


@pytest.mark.proof
def test_migrate_then_doctor(tmp_path: Path) -> None:
    assert run(tmp_path, "migrate").returncode == 0
    told = run(tmp_path, "doctor")
    assert "ok    Migrations" in told.stdout
    assert "Traceback" not in told.stderr
    wait_until_gone(tmp_path)


def test_doctor_names_what_is_wrong_and_the_mend(tmp_path: Path) -> None:
    told = run(tmp_path, "doctor")
    assert told.returncode == 1
    assert "FAIL  Migrations" in told.stdout
    assert "clientvoice migrate" in told.stdout
    away = run(
        tmp_path, "doctor", DATABASE_URL="postgresql://a:geheim@127.0.0.1:1/b", REDIS_URL="redis://:geheim@127.0.0.1:1"
    )
    assert away.returncode == 1
    assert "FAIL  PostgreSQL" in away.stdout
    assert "FAIL  Redis" in away.stdout
    assert "geheim" not in away.stdout + away.stderr


PRODUCTION = {
    "CLIENTVOICE_ENV": "production",
    "DATABASE_URL": "postgresql://a@127.0.0.1:1/b",
    "REDIS_URL": "redis://127.0.0.1:1",
}


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"SECRET_KEY": "short"}, "doctor --new-secret"),
        ({"SECRET_KEY_FILE": "/nowhere/secret"}, "/nowhere/secret"),
        ({"SECRET_KEY": "k" * 50}, "DATA_KEY"),
        ({"SECRET_KEY": "k" * 50, "DATA_KEY": "d" * 50, "EMAIL_URL": "pigeon://somewhere"}, "pigeon"),
    ],
)
@pytest.mark.parametrize("command", ["doctor", pytest.param("migrate", marks=pytest.mark.proof)])
def test_a_setting_that_will_not_do_is_told(tmp_path: Path, settings: dict[str, str], told: str, command: str) -> None:
    found = run(tmp_path, command, **PRODUCTION, **settings)
    assert found.returncode == 1
    assert told in found.stderr
    assert "Traceback" not in found.stderr


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    secrets = {"DATABASE_URL": "postgresql://a:geheim@127.0.0.1:1/b", "REDIS_URL": "redis://127.0.0.1:1"}
    secrets |= {"SECRET_KEY": "k" * 50, "DATA_KEY": "d" * 50}
    for name, secret in secrets.items():
        (tmp_path / name).write_text(f"{secret}\n")
    files = {f"{name}_FILE": str(tmp_path / name) for name in secrets}
    found = run(tmp_path, "doctor", CLIENTVOICE_ENV="production", **files)
    assert "production, given database and Redis" in found.stdout
    assert "ok    SECRET_KEY: set" in found.stdout
    assert "ok    DATA_KEY: set" in found.stdout
    assert "FAIL  PostgreSQL" in found.stdout


def test_new_secret_is_long_and_never_the_same(tmp_path: Path) -> None:
    first, second = (run(tmp_path, "doctor", "--new-secret").stdout.strip() for _ in range(2))
    assert len(first) >= 50
    assert first != second


def test_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = run(tmp_path, "demo", PORT=str(port))
    assert told.returncode == 1
    assert f"Port {port} is taken" in told.stderr


@pytest.mark.parametrize(
    "ending",
    [signal.SIGTERM, *(pytest.param(other, marks=pytest.mark.proof) for other in (signal.SIGINT, signal.SIGKILL))],
)
def test_web_ends_and_leaves_nothing_behind(tmp_path: Path, ending: signal.Signals) -> None:
    port = free_port()
    command = [str(CLIENTVOICE), "serve", "--port", str(port), "--workers", "1"]
    log = (tmp_path / "output").open("wb")
    serving = subprocess.Popen(command, env=environment(tmp_path), cwd=tmp_path, stdout=log, stderr=log)
    log.close()
    try:
        wait_until_healthy(tmp_path, port)
        serving.send_signal(ending)
        serving.wait(60)
    finally:
        serving.kill()
        serving.wait()
    # The site's processes work in this folder too, since they inherit it.
    wait_until_gone(tmp_path)


def wait_until_healthy(folder: Path, port: int) -> None:
    limit = time.monotonic() + 90
    while run(folder, "healthy", "--port", str(port)).returncode:
        assert time.monotonic() < limit, (folder / "output").read_text()
        time.sleep(0.2)
