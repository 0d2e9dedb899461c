"""The names of the keys without which what a backup holds cannot be opened. A name tells nothing of its key."""

import hashlib
import hmac

from django.conf import settings

PURPOSE = b"clientvoice.backup.name-of-a-key"
NAME_LENGTH = 16  # hexadecimal digits


def name_of(secret: str) -> str:
    """Return a short name for a secret: the same for the same one, and no way back from it."""
    return hmac.new(secret.encode(), PURPOSE, hashlib.sha256).hexdigest()[:NAME_LENGTH]


def held() -> list[str]:
    """Return the names of all keys that this installation has, those of former days too."""
    return [name_of(secret) for secret in _secrets()]


def _secrets() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
