"""Sealing anew with the current data key what may change: rows and files. What never changes keeps its former key.

It goes by steps, each of which notes how far it came, so it can stop and go on at any moment, also twice at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction

from organisations import files
from organisations.choices import KeyKind
from organisations.erasure.stored_files import StoredIn, stored_files
from organisations.models import DataKey
from organisations.operations.resealing_accounts import OF_ACCOUNTS, Step
from organisations.sealing import keyring
from organisations.sealing.columns import columns_of, reseal_batch

DONE = "done"
EVERYWHERE = timedelta(minutes=2)
"""How long after it was made every process certainly seals with a new key."""


@dataclass
class Resealing:
    """How far it came with one key: the last primary key of each thing, or DONE; `left` is what may still be done."""

    so_far: dict[str, str]
    left: int
    unreadable: int = field(default=0)

    def note(self, label: str, *, last: str | None, seen: int, full: bool) -> None:
        """Note a step; one that was not full was the last of its thing."""
        self.left -= seen
        self.so_far[label] = last if full and last else DONE


def reseal(*, limit: int, at: datetime) -> bool:
    """Seal the next `limit` rows and files anew; returns whether all is done. Raises KeyLostError without any key."""
    row = DataKey.objects.get(pk=keyring.current().id)
    if row.resealed_at is not None:
        return True
    work = Resealing(dict(row.resealed), limit)
    _rows(work)
    _files(work)
    done = work.left > 0
    DataKey.objects.filter(pk=row.pk).update(resealed=work.so_far, resealed_at=at if done else None)
    return done


def waits_for_resealing(*, at: datetime) -> bool:
    """Whether there is a key with which not everything is sealed anew yet, and which every process knows."""
    waiting = DataKey.objects.filter(kind=KeyKind.SEALING).order_by("-made_at", "-pk").first()
    return waiting is not None and waiting.resealed_at is None and waiting.made_at < at - EVERYWHERE


def _rows(work: Resealing) -> None:
    for label, step in _steps():
        while work.left > 0 and work.so_far.get(label) != DONE:
            limit = work.left
            batch = step(after=work.so_far.get(label), limit=limit)
            work.unreadable += batch.unreadable
            work.note(label, last=batch.last, seen=batch.seen, full=batch.seen == limit)


def _steps() -> Iterator[tuple[str, Step]]:
    for model in apps.get_models():
        for column in columns_of(model):
            yield column.label, partial(reseal_batch, column)
    yield from OF_ACCOUNTS.items()


def _files(work: Resealing) -> None:
    for folder in stored_files:
        label = f"{folder.model}.file"
        if work.left <= 0 or work.so_far.get(label) == DONE:
            continue
        limit, after = work.left, work.so_far.get(label)
        rows = _model(folder).order_by("pk")
        found = [*(rows.filter(pk__gt=after) if after else rows).values_list("pk", flat=True)[:limit]]
        for pk in found:
            _reseal_file(folder, pk)
        work.note(label, last=str(found[-1]) if found else None, seen=len(found), full=len(found) == limit)


@transaction.atomic
def _reseal_file(folder: StoredIn, pk: Any) -> None:
    """Seal one file anew, its row held: a file that is removed meanwhile does not come back."""
    row = _model(folder).select_for_update().filter(pk=pk).first()
    if row is not None and row.file:
        files.reseal(row.file)


def _model(folder: StoredIn) -> Any:
    return apps.get_model(folder.model)._default_manager  # noqa: SLF001 -- Django's documented name
