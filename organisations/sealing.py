"""Sealing of files that only this installation may read: photos of clients, recordings, drawings.

The key follows from `SECRET_KEY`. Those of `SECRET_KEY_FALLBACKS` still open what they sealed, so that it can change.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"clientvoice.organisations.sealing"
KEY_BYTES = 32


class SealBrokenError(Exception):
    """These bytes were not sealed with a key of this installation, or something changed them."""


def seal(content: bytes) -> bytes:
    """Return the content encrypted and signed (AES-128-CBC with HMAC-SHA256), about a third longer."""
    return _locks(_secrets()).encrypt(content)


def unseal(sealed: bytes) -> bytes:
    """Return what `seal` was given. Raises SealBrokenError."""
    try:
        return _locks(_secrets()).decrypt(sealed)
    except InvalidToken as error:
        raise SealBrokenError from error


def _secrets() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=4)
def _locks(secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet(list(_fernets(secrets)))


def _fernets(secrets: tuple[str, ...]) -> Iterator[Fernet]:
    for secret in secrets:
        derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=PURPOSE).derive(secret.encode())
        yield Fernet(urlsafe_b64encode(derived))
