"""Sealing: what only this installation may read, encrypted before it reaches the database or the disk.

Free text about people is sealed by the model fields of `fields.py`, files by `organisations.files`. Data keys seal;
they lie in the database, wrapped by a key that follows from `DATA_KEY`. See `docs/encryption.md`.
"""

from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from organisations.sealing import envelope, keyring
from organisations.sealing.errors import KeyLostError, SealBrokenError
from organisations.sealing.former import FORMER_BEGINNING, former_unseal

__all__ = [
    "KeyLostError",
    "SealBrokenError",
    "fingerprint",
    "is_sealed",
    "open_text",
    "seal",
    "seal_text",
    "unseal",
    "was_sealed",
]


def seal(content: bytes, *, bound_to: str) -> bytes:
    """Return the content encrypted; it opens only for the same `bound_to`, such as the name of its file."""
    return envelope.sealed_bytes(keyring.current(), content, bound_to)


def unseal(sealed: bytes, *, bound_to: str) -> bytes:
    """Return what `seal` was given, now or in the days of `former.py`. Raises SealBrokenError and KeyLostError."""
    key_id = envelope.key_id_of(sealed)
    if key_id is None:
        return former_unseal(sealed)
    return envelope.opened_bytes(keyring.by_id(key_id), sealed, bound_to)


def seal_text(words: str, *, bound_to: str) -> str:
    """Return the words encrypted, as text."""
    return envelope.sealed_text(keyring.current(), words, bound_to)


def open_text(sealed: str, *, bound_to: str) -> str:
    """Return what `seal_text` was given. Raises SealBrokenError and KeyLostError."""
    key_id = envelope.key_id_of(sealed)
    if key_id is None:
        raise SealBrokenError
    return envelope.opened_text(keyring.by_id(key_id), sealed, bound_to)


def was_sealed(content: bytes) -> bool:
    """Whether these bytes were sealed, now or in the days of `former.py`."""
    return envelope.key_id_of(content) is not None or content.startswith(FORMER_BEGINNING)


def is_sealed(value: object) -> bool:
    """Whether this is a text that was sealed."""
    return isinstance(value, str) and envelope.key_id_of(value) is not None


def fingerprint(words: str) -> str:
    """Return a keyed fingerprint (HMAC-SHA256, URL-safe base64): the same for the same words, and telling nothing else.

    Its key is wrapped like the others and never changes, so what was fingerprinted long ago is still recognised.
    """
    hashed = HMAC(keyring.fingerprinting().secret, SHA256())
    hashed.update(words.encode())
    return urlsafe_b64encode(hashed.finalize()).decode().rstrip("=")
