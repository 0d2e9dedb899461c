"""Data keys in tests: taking them away, and giving them back."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.test import override_settings

from organisations.sealing import keyring

OTHER = "another-key-with-which-nothing-here-was-sealed-or-wrapped"


@contextmanager
def read_anew() -> Iterator[None]:
    """Let the process begin without any key that it opened before. Keys that a test makes are gone after it."""
    before = keyring.ring()
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
