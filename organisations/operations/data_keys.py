"""Making data keys, and changing the key that wraps them."""

from datetime import datetime

from django.db import transaction

from organisations.choices import KeyKind
from organisations.models import DataKey
from organisations.sealing import KeyLostError, keyring
from organisations.sealing.wrapping import is_present, new_row, unwrapped, wrapped


@transaction.atomic
def rotate(*, at: datetime) -> DataKey:
    """Make a new data key. Every process seals with it within `DATA_KEYS_RELOAD` seconds; old keys still open.

    What can be sealed anew is, by the sweep.
    """
    made = DataKey.objects.create(**new_row(KeyKind.SEALING), made_at=at)
    transaction.on_commit(keyring.forget)
    return made


@transaction.atomic
def rewrap() -> tuple[int, list[str]]:
    """Wrap every data key with the present `DATA_KEY`; nothing that is sealed changes.

    Returns how many were wrapped anew, and the ids of keys that neither it nor `DATA_KEY_FALLBACKS` open.
    """
    changed, lost = [], []
    for row in DataKey.objects.select_for_update():
        try:
            opened = unwrapped(row.id, bytes(row.wrapped))
        except KeyLostError:
            lost.append(row.id)
            continue
        if not is_present(bytes(row.wrapped)):
            row.wrapped = wrapped(opened)
            changed.append(row)
    DataKey.objects.bulk_update(changed, ["wrapped"])
    return len(changed), lost
