"""The names of the keys without which what a backup holds cannot be opened. A name tells nothing of its key."""

import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings

from organisations.sealing.envelope import key_id_of, wrapping_key

PURPOSE = b"clientvoice.backup.name-of-a-key"
SEALING = b"clientvoice.backup.seal"
NAME_LENGTH = 16  # hexadecimal digits


def needed(wrapped: Iterable[bytes]) -> list[str]:
    """Return the names of the keys that the database asks for; `wrapped` are the data keys as they lie in it."""
    wrapping = {f"DATA_KEY {key_id_of(one)}" for one in wrapped}
    return sorted({*_of_secret_keys(), *wrapping})


def held() -> frozenset[str]:
    """Return the names of all keys that this installation has, those of former days too."""
    secrets = (settings.DATA_KEY, *settings.DATA_KEY_FALLBACKS)
    return frozenset({*_of_secret_keys(), *(f"DATA_KEY {wrapping_key(secret).id}" for secret in secrets)})


def seal(content: bytes) -> str:
    """Return the seal of a manifest, which nobody can make who has no `SECRET_KEY` of this installation."""
    return _seal(settings.SECRET_KEY, content)


def is_ours(content: bytes, found: str) -> bool:
    """Whether this seal was made of this manifest with the present `SECRET_KEY`, or with a former one."""
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(hmac.compare_digest(_seal(secret, content), found) for secret in secrets)


def _seal(secret: str, content: bytes) -> str:
    key = hmac.new(secret.encode(), SEALING, hashlib.sha256).digest()
    return hmac.new(key, content, hashlib.sha256).hexdigest()


def _of_secret_keys() -> set[str]:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return {f"SECRET_KEY {_name_of(secret)}" for secret in secrets}


def _name_of(secret: str) -> str:
    """A short name for a secret: the same for the same one, and no way back from it."""
    return hmac.new(secret.encode(), PURPOSE, hashlib.sha256).hexdigest()[:NAME_LENGTH]
