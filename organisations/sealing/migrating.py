"""For migrations: sealing what was stored before there were seals, and the way back."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from organisations.sealing.columns import Batch, SealedColumn, columns_of, reseal_batch, unseal_batch

AT_ONCE = 500
OneBatch = Callable[..., Batch]


def seal_tables(apps: Any, *models: str) -> None:
    """Seal every sealed field of these models. It can stop and begin again at any moment."""
    _each_column(apps, models, reseal_batch)


def unseal_tables(apps: Any, *models: str) -> None:
    """Take the seals off again."""
    _each_column(apps, models, unseal_batch)


def _each_column(apps: Any, models: tuple[str, ...], change: OneBatch) -> None:
    for model in models:
        for column in columns_of(apps.get_model(model)):
            _whole(column, change)


def _whole(column: SealedColumn, change: OneBatch) -> None:
    after: str | None = None
    while True:
        with transaction.atomic():
            batch = change(column, after=after, limit=AT_ONCE)
        if batch.seen < AT_ONCE:
            return
        after = batch.last
