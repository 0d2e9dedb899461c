"""The format of what is sealed, and of the keys themselves. Pure: no database, no settings, no clock.

Everything is AES-256 in Galois/Counter Mode (NIST SP 800-38D) with a random nonce of 96 bits. What is sealed is bound
to a place (associated data): it opens there only. Sealed bytes are `cv1:<key id>:` with nonce and ciphertext; a sealed
text has those in URL-safe base64.
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from organisations.sealing.errors import SealBrokenError

MARK = "cv1:"
ID_LENGTH = 8
HEADER = len(MARK) + ID_LENGTH + 1
KEY_BYTES = 32
NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Key:
    """An opened key: its id in hexadecimals, and the cipher with which it seals. `secret` are its 32 bytes."""

    id: str
    secret: bytes
    cipher: AESGCM


def key(key_id: str, secret: bytes) -> Key:
    """Return a key of these 32 bytes."""
    return Key(key_id, secret, AESGCM(secret))


def new_key() -> Key:
    """Return a fresh random key."""
    return key(secrets.token_hex(ID_LENGTH // 2), secrets.token_bytes(KEY_BYTES))


def wrapping_key(secret: str) -> Key:
    """Return the key that follows from a secret of the settings (HKDF-SHA256, RFC 5869); its id tells nothing of it."""
    derived, shown = (
        HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret.encode())
        for info in (b"clientvoice.data-key.wrap", b"clientvoice.data-key.id")
    )
    return key(shown.hex()[:ID_LENGTH], derived)


def sealed_bytes(locked_with: Key, content: bytes, bound_to: str) -> bytes:
    """Return the content sealed for a place."""
    return header(locked_with.id).encode() + _locked(locked_with, content, bound_to)


def sealed_text(locked_with: Key, words: str, bound_to: str) -> str:
    """Return the words sealed for a place, in ASCII."""
    return header(locked_with.id) + urlsafe_b64encode(_locked(locked_with, words.encode(), bound_to)).decode()


def opened_bytes(opens_with: Key, sealed: bytes, bound_to: str) -> bytes:
    """Return what was sealed. Raises SealBrokenError."""
    return _opened(opens_with, sealed[HEADER:], bound_to)


def opened_text(opens_with: Key, sealed: str, bound_to: str) -> str:
    """Return the words that were sealed. Raises SealBrokenError."""
    try:
        body = urlsafe_b64decode(sealed[HEADER:])
    except ValueError as error:
        raise SealBrokenError from error
    return _opened(opens_with, body, bound_to).decode()


def header(key_id: str) -> str:
    """Return how everything begins that is sealed with this key."""
    return f"{MARK}{key_id}:"


def key_id_of(sealed: str | bytes) -> str | None:
    """Return the id of the key with which this was sealed, None for what is not sealed in this format."""
    begin = sealed[:HEADER] if isinstance(sealed, str) else sealed[:HEADER].decode("latin-1")
    complete = len(begin) == HEADER and begin.startswith(MARK) and begin.endswith(":")
    return begin[len(MARK) : -1] if complete else None


def _locked(locked_with: Key, content: bytes, bound_to: str) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + locked_with.cipher.encrypt(nonce, content, bound_to.encode())


def _opened(opens_with: Key, body: bytes, bound_to: str) -> bytes:
    try:
        return opens_with.cipher.decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], bound_to.encode())
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError from error
