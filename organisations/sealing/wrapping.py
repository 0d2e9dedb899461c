"""Data keys as they lie in the database: wrapped by the key that follows from `DATA_KEY`."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.conf import settings

from organisations.sealing.envelope import Key, key, key_id_of, new_key, opened_bytes, sealed_bytes, wrapping_key
from organisations.sealing.errors import KeyLostError, SealBrokenError


def new_row(kind: str) -> dict[str, Any]:
    """Return the fields of a fresh data key."""
    made = new_key()
    return {"id": made.id, "kind": kind, "wrapped": wrapped(made)}


def wrapped(data_key: Key) -> bytes:
    """Return a data key sealed with the present wrapping key."""
    return sealed_bytes(present(), data_key.secret, _place(data_key.id))


def unwrapped(key_id: str, sealed: bytes) -> Key:
    """Return the data key that was wrapped with the present or a former wrapping key. Raises KeyLostError."""
    wrapped_with = key_id_of(sealed)
    for opens in _wrapping_keys():
        if opens.id == wrapped_with:
            try:
                return key(key_id, opened_bytes(opens, sealed, _place(key_id)))
            except SealBrokenError as error:
                raise KeyLostError(key_id) from error
    raise KeyLostError(key_id)


def is_present(sealed: bytes) -> bool:
    """Whether a data key is wrapped with the present wrapping key, so that no former one is needed for it."""
    return key_id_of(sealed) == present().id


def present() -> Key:
    """Return the wrapping key of `DATA_KEY`."""
    return _derived(settings.DATA_KEY)


def _wrapping_keys() -> Iterator[Key]:
    yield from map(_derived, (settings.DATA_KEY, *settings.DATA_KEY_FALLBACKS))


@lru_cache(maxsize=8)
def _derived(secret: str) -> Key:
    return wrapping_key(secret)


def _place(key_id: str) -> str:
    return f"organisations.datakey:{key_id}"
