"""The first keys of an installation."""

from datetime import datetime
from typing import Any

from organisations.choices import KeyKind
from organisations.sealing import keyring
from organisations.sealing.wrapping import new_row


def ensure_keys(*, data_key: Any, at: datetime) -> None:
    """Make the first key of each kind where there is none yet, and read them all.

    data_key: the model, which in a migration is the one of that moment.
    """
    for kind in KeyKind:
        if not data_key.objects.filter(kind=kind).exists():
            data_key.objects.bulk_create([data_key(**new_row(kind), made_at=at)], ignore_conflicts=True)
    keyring.reload()
