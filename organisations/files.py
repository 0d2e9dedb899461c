"""Where uploaded files lie: below the media folder, under names that say nothing, some of them sealed.

Nothing serves that folder; a view that checks access reads a file here.
"""

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from organisations.sealing import SealBrokenError, seal, unseal, was_sealed


def keep(content: bytes, *, folder: str, sealed: bool = False) -> str:
    """Store a file and return its name. What is sealed opens under that name alone."""
    name = f"{folder}/{uuid4().hex}"
    kept = ContentFile(seal(content, bound_to=name) if sealed else content)
    saved: str = default_storage.save(name, kept)
    return saved


def content_of(name: str, *, sealed: bool = False) -> bytes:
    """Return what is in a file. Raises FileNotFoundError, and sealing.SealBrokenError for a sealed file."""
    with default_storage.open(name) as file:
        content: bytes = file.read()
    return unseal(content, bound_to=name) if sealed else content


def reseal(name: str) -> None:
    """Seal a sealed file with the current key, in its place; one that is gone or cannot be opened stays as it is."""
    path = Path(default_storage.path(name))
    with suppress(FileNotFoundError, SealBrokenError):
        stored = path.read_bytes()
        if not was_sealed(stored):
            return
        fresh = path.with_suffix(".resealed")
        fresh.write_bytes(seal(unseal(stored, bound_to=name), bound_to=name))
        fresh.replace(path)


def forget(name: str) -> None:
    """Remove a file; one that is gone already is no fault."""
    default_storage.delete(name)


def forget_with_row(instance: Any, **_signal: Any) -> None:
    """Remove the file of a row that is deleted, by whatever way, once that is certain."""
    if instance.file:
        transaction.on_commit(partial(forget, instance.file))
