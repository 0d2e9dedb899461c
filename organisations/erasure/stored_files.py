"""Which rows own the files below the media folder, so that a file without a row can be swept away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.core.files.storage import default_storage

from instruments.registry import Registry
from organisations import files

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class StoredIn:
    """A folder of the media folder, and the model whose column `file` names the files in it. One model per folder."""

    name: str
    model: str


stored_files: Registry[StoredIn] = Registry("folder of files")


def sweep_files(*, before: datetime) -> int:
    """Remove files that were stored before a moment and that no row names; returns how many went.

    Only folders that are registered are looked at: whoever begins another one loses nothing by forgetting to say so.
    """
    loose = [name for folder in stored_files for name in _loose(folder, before)]
    for name in loose:
        files.forget(name)
    return len(loose)


def _loose(folder: StoredIn, before: datetime) -> Iterator[str]:
    names = [f"{folder.name}/{name}" for name in _listed(folder.name)]
    for start in range(0, len(names), AT_ONCE):
        part = names[start : start + AT_ONCE]
        owned = apps.get_model(folder.model)._default_manager.filter(file__in=part)  # noqa: SLF001 -- Django's documented name
        known = set(owned.values_list("file", flat=True))
        yield from (name for name in part if name not in known and _stored_before(name, before))


def _listed(folder: str) -> list[str]:
    try:
        return sorted(default_storage.listdir(folder)[1])
    except FileNotFoundError:
        return []


def _stored_before(name: str, moment: datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < moment
    except FileNotFoundError:
        return False
