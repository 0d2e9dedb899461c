"""What the rooms may import, and what the web may not load."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("instruments", "organisations", "surveys", "supportplans", "reports", "workers", "clientvoice")
HEAVY = ("pandas", "numpy", "scipy", "weasyprint", "xlsxwriter", "openpyxl")


def modules_after(statement: str) -> set[str]:
    """The names of the modules that are loaded after `statement`, in a Python of its own."""
    code = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_imports_point_left() -> None:
    tool = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_import_is_excepted() -> None:
    assert "ignore_imports" not in (ROOT / ".importlinter").read_text()


def test_web_loads_nothing_heavy() -> None:
    loaded = modules_after("import clientvoice.wsgi\nimport clientvoice.urls")
    assert loaded.isdisjoint(HEAVY)
    assert "clientvoice.celery" in loaded


def test_instruments_need_no_django() -> None:
    loaded = modules_after("import instruments.catalogue, instruments.rendering, instruments.definition.loading")
    assert "django" not in loaded


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_a_short_readme(room: str) -> None:
    lines = (ROOT / room / "README.md").read_text(encoding="utf-8").splitlines()
    assert 5 <= len(lines) <= 40


def test_worker_knows_every_job_that_is_asked_for() -> None:
    code = (
        "import django; django.setup()\n"
        "from clientvoice.celery import app\nfrom workers.queue import Job\n"
        "app.loader.import_default_modules()\nprint(sorted(set(Job) - set(app.tasks)))"
    )
    settings = os.environ | {"DJANGO_SETTINGS_MODULE": "clientvoice.settings"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=settings, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
