"""Own words as they are kept: literally, but for blanks around them."""

import re

from instruments.messages import EMPTY, TOO_LONG, UNSTORABLE, WRONG_TYPE
from instruments.types.base import InvalidAnswerError

# PostgreSQL's JSONB refuses both, and a lone surrogate is not a character.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean_words(value: object, limit: int, *path: str) -> str:
    """Give the words without blanks around them. Raises InvalidAnswerError, which points at `path` in the answer."""
    if not isinstance(value, str):
        raise InvalidAnswerError("wrong_type", WRONG_TYPE, path=path)
    if _UNSTORABLE.search(value):
        raise InvalidAnswerError("unstorable", UNSTORABLE, path=path)
    words = value.strip()
    if not words:
        raise InvalidAnswerError("empty", EMPTY, path=path)
    if len(words) > limit:
        raise InvalidAnswerError("too_long", TOO_LONG, {"limit": limit}, path)
    return words
