"""Collecting the static files, only when one of them changed since the last time."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_when_stale() -> bool:
    """Collect the static files when a source is newer than the last collection; says whether it did."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists() and manifest.stat().st_mtime >= _newest():
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    return True


def _newest() -> float:
    files = (storage.path(name) for finder in get_finders() for name, storage in finder.list([]))
    return max(max(Path(path).stat().st_mtime, Path(path).stat().st_ctime) for path in files)
