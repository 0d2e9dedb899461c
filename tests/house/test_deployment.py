"""The files for production say what the code means."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from clientvoice import identity
from organisations.rules.retention import ALLOWED

ROOT = Path(__file__).parents[2]
SETTING = re.compile(r"""env\.\w+\(\s*"([A-Z_]+)"|envvar="([A-Z_]+)"|environ(?:\.get\(|\[)"([A-Z_]+)\"""")
DOCUMENTED = re.compile(r"^#?([A-Z_]+)=", re.MULTILINE)
ELSEWHERE = {"DJANGO_SETTINGS_MODULE", "FRESH", "PYTEST_XDIST_WORKER"}


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return loaded


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_every_setting_is_documented_and_no_other() -> None:
    read: set[str] = set()
    for path in (ROOT / "clientvoice").rglob("*.py"):
        read |= {name for match in SETTING.findall(path.read_text(encoding="utf-8")) for name in match if name}
    read |= {allowed.setting for allowed in ALLOWED.values()}
    read |= {f"OIDC_{name.upper()}" for name in (*identity.TEXTS, *identity.LISTS)}
    documented = set(DOCUMENTED.findall((ROOT / ".env.example").read_text(encoding="utf-8")))
    compose = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    only_compose = {name for name in documented - read if f"${{{name}" in compose}
    assert read - documented - ELSEWHERE == set()
    assert documented - read - only_compose == set()


def test_compose_has_all_services_and_each_restarts(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"migrate", "web", "worker", "beat", "postgres", "redis"}
    assert all(service["restart"] in {"unless-stopped", "on-failure"} for service in compose["services"].values())


def test_compose_checks_health_and_waits_for_it(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert all("test" in services[name]["healthcheck"] for name in ("worker", "postgres", "redis"))
    for name in ("web", "worker", "beat"):
        assert services[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_compose_opens_nothing_to_the_network(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service.get("ports", [])]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_compose_keeps_data_in_volumes(compose: dict[str, Any]) -> None:
    assert "postgres:/var/lib/postgresql/data" in compose["services"]["postgres"]["volumes"]
    assert set(compose["volumes"]) == {"backups", "media", "postgres"}


def test_image_runs_as_nobody_special_and_tells_its_health() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()
    last_stage = lines[max(number for number, line in enumerate(lines) if line.startswith("FROM ")) :]
    assert [line for line in last_stage if line.startswith("USER ")] == ["USER clientvoice"]
    assert any(line.startswith("HEALTHCHECK ") for line in last_stage)
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--from" not in line]
    assert all((ROOT / name).exists() for names in copied for name in names)


def test_image_gets_every_room() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for room in (
        "clientvoice",
        "instruments",
        "organisations",
        "surveys",
        "supportplans",
        "reports",
        "workers",
        "templates",
    ):
        assert f"\nCOPY {room} {room}\n" in dockerfile
        assert f"\n!{room}\n" in (ROOT / ".dockerignore").read_text(encoding="utf-8")


def test_no_file_names_a_registry() -> None:
    hosts = re.compile("registry[.]" + "npmjs|py" + "pi[.]org|files[.]python" + "hosted|simple/ --" + "hash")
    assert [path for path in tracked() if hosts.search(path.read_text(encoding="utf-8", errors="ignore"))] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_locked_with_its_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", re.sub(r"(?m)^\s*#.*\n", "", text))
    assert len(packages) > 40
    assert all("==" in package and "--hash=sha256:" in package for package in packages)


def test_both_locks_agree() -> None:
    pinned = [dict(re.findall(r"(?m)^([\w.-]+)==(\S+)", (ROOT / name).read_text())) for name in LOCKS]
    assert {name: version for name, version in pinned[0].items() if pinned[1].get(name) != version} == {}


LOCKS = ("requirements.txt", "requirements-dev.txt")
