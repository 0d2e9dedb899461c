"""A package with an instrument, a question type and a style is installed, previewed and answered as if it were ours."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "clientvoice-battery"


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of a throw-away environment that has what this one has, and the package beside it."""
    folder = tmp_path_factory.mktemp("third-party") / "env"
    found = folder / "bin" / "python"
    _run(sys.executable, "-m", "venv", "--without-pip", str(folder))
    purelib = _run(str(found), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    ours = _run(sys.executable, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    # Through `site`, so that our own editable installation is found there too.
    (Path(purelib) / "ours.pth").write_text(f"import site; site.addsitedir({ours!r})\n")
    uv = (sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(found))
    # From a copy: building leaves folders beside the source.
    copy = shutil.copytree(EXAMPLE, folder.parent / "package", ignore=shutil.ignore_patterns("build", "*.egg-info"))
    _run(*uv, "--no-deps", "--no-build-isolation", "--offline", str(copy))
    return found


def _run(*command: str) -> str:
    # Without this run's engines, so that a run within it has a database of its own.
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.proof
def test_it_is_listed_and_previewed(python: Path) -> None:
    cli = "from clientvoice.cli import main; main()"
    assert "mijn-batterij" in _run(str(python), "-c", cli, "instruments", "list")
    preview = _run(str(python), "-c", cli, "instruments", "preview", "mijn-batterij")
    assert "Hoe vol is je batterij?" in preview
    assert "Bijna leeg" in preview


@pytest.mark.proof
def test_it_is_answered_and_declined(python: Path) -> None:
    told = _run(str(python), "-m", "pytest", "-q", "-n", "0", str(EXAMPLE / "tests"))
    assert " passed" in told


@pytest.mark.proof
def test_without_the_package_nothing_of_it_is_there() -> None:
    cli = "from clientvoice.cli import main; main()"
    assert "mijn-batterij" not in _run(sys.executable, "-c", cli, "instruments", "list")
