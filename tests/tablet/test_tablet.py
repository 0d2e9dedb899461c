"""The tablet's own tests, run with everything else: they are written beside its language, in TypeScript."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("script", ["test", "types"])
def test_the_tablets_source_is_sound(script: str) -> None:
    npm = shutil.which("npm") or pytest.fail("npm is not installed; Node 20.19 or newer brings it.")
    result = subprocess.run([npm, "run", "--silent", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
