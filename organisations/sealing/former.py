"""How files were sealed before there were data keys: with a Fernet key that followed from `SECRET_KEY`.

Nothing is sealed so any more; what lies there still opens, also with a key of `SECRET_KEY_FALLBACKS`.
"""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from organisations.sealing.errors import SealBrokenError

PURPOSE = b"clientvoice.organisations.sealing"
KEY_BYTES = 32
FORMER_BEGINNING = b"gAAAAA"
"""How a Fernet token begins: its version, and a time before the year 2106."""


def former_unseal(sealed: bytes) -> bytes:
    """Return what was sealed. Raises SealBrokenError."""
    try:
        return _locks((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)).decrypt(sealed)
    except InvalidToken as error:
        raise SealBrokenError from error


@lru_cache(maxsize=4)
def _locks(secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet(list(_fernets(secrets)))


def _fernets(secrets: tuple[str, ...]) -> Iterator[Fernet]:
    for secret in secrets:
        derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=PURPOSE).derive(secret.encode())
        yield Fernet(urlsafe_b64encode(derived))
