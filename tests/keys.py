"""Data keys in tests: taking them away, and giving them back."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.test import override_settings

from organisations.sealing import keyring
from organisations.sealing.wrapping import unwrapped

OTHER = "another-key-with-which-nothing-here-was-sealed-or-wrapped"


@contextmanager
def read_anew() -> Iterator[None]:
    """Let the process begin without any key that it opened before. Keys that a test makes are gone after it."""
    before = keyring._Kept.ring
    keyring.forget()
    try:
        yield
    finally:
        keyring._Kept.ring = before


@contextmanager
def locked_out(*former: str) -> Iterator[None]:
    """Let `DATA_KEY` be another one than that with which the data keys were wrapped."""
    with read_anew(), override_settings(DATA_KEY=OTHER, DATA_KEY_FALLBACKS=list(former)):
        keyring.forget()
        yield


@contextmanager
def keys_of_another_database(wrapped: Mapping[str, bytes]) -> Iterator[None]:
    """Open what another database holds, with its data keys by their id; `DATA_KEY` is the same."""
    opened = {key_id: unwrapped(key_id, sealed) for key_id, sealed in wrapped.items()}
    with read_anew():
        keyring._Kept.ring = keyring.Keyring(opened, frozenset(), None, None, time.monotonic())
        yield
