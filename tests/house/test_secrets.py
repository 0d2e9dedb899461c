"""Every secret, and every address that holds one, may come from a file, as containers give them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READ = """
import json
from clientvoice import settings
names = ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "DATA_KEY", "DATA_KEY_FALLBACKS", "REDIS_URL", "DATABASES")
found = {name: getattr(settings, name) for name in names} | {"EMAIL": getattr(settings, "EMAIL_HOST_PASSWORD", None)}
print(json.dumps(found, default=str))
"""
GIVEN = {
    "SECRET_KEY": "s" * 50,
    "SECRET_KEY_FALLBACKS": "former-1,former-2",
    "DATA_KEY": "d" * 50,
    "DATA_KEY_FALLBACKS": "former-3",
    "DATABASE_URL": "postgresql://somebody:geheim@127.0.0.1:5433/named",
    "REDIS_URL": "redis://:geheim@127.0.0.1:6380/2",
    "EMAIL_URL": "smtp+tls://user:geheim@mail.example:587",
}


def settings_with(**environment: str) -> dict[str, object]:
    """Return what the settings read in a process of their own."""
    kept = {name: value for name, value in os.environ.items() if name.removesuffix("_FILE") not in GIVEN}
    command = [sys.executable, "-c", READ]
    read = subprocess.run(command, cwd=ROOT, env=kept | environment, check=True, capture_output=True, text=True)
    found: dict[str, object] = json.loads(read.stdout)
    return found


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_file_is_as_good_as_the_environment(tmp_path: Path, end: str) -> None:
    for name, value in GIVEN.items():
        (tmp_path / name).write_bytes(f"{value}{end}".encode())
    production = {"CLIENTVOICE_ENV": "production"}
    found = settings_with(**production, **{f"{name}_FILE": str(tmp_path / name) for name in GIVEN})
    assert found == settings_with(**production, **GIVEN)
    assert (found["SECRET_KEY"], found["DATA_KEY"]) == ("s" * 50, "d" * 50)
    assert found["DATA_KEY_FALLBACKS"] == ["former-3"]
    assert found["EMAIL"] == "geheim"


@pytest.mark.parametrize("environment", [{"SECRET_KEY": "s" * 50}, {"SECRET_KEY": "s" * 50, "DATA_KEY": "d" * 49}])
def test_production_refuses_a_data_key_that_is_missing_or_short(environment: dict[str, str]) -> None:
    with pytest.raises(subprocess.CalledProcessError) as refused:
        settings_with(CLIENTVOICE_ENV="production", **environment)
    assert "doctor --new-secret" in refused.value.stderr


def test_development_has_a_key_of_its_own_that_is_no_other() -> None:
    found = settings_with()
    assert found["DATA_KEY"] != found["SECRET_KEY"]
    assert len(str(found["DATA_KEY"])) >= 50
