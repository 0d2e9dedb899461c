"""What stands in the place of what cannot be opened: a page says so, and saving it loses nothing."""

from typing import Any, TypeVar

import structlog
from django.utils.translation import gettext as _

from organisations.sealing import KeyLostError, SealBrokenError

log = structlog.get_logger(__name__)


class UnreadableText(str):
    """The sentence that a page shows instead. `sealed` is what is stored, and what a field writes back."""

    __slots__ = ("error", "sealed")
    sealed: str
    error: SealBrokenError


class UnreadableData(dict[str, Any]):
    """An empty mapping instead of the data; see `UnreadableText`."""

    sealed: str
    error: SealBrokenError


Unreadable = UnreadableText | UnreadableData
UnreadableT = TypeVar("UnreadableT", UnreadableText, UnreadableData)


def unreadable_text(sealed: str, error: SealBrokenError) -> UnreadableText:
    """Return what stands for words that cannot be opened; the log names the key."""
    return _noted(UnreadableText(_("This text cannot be opened.")), sealed, error)


def unreadable_data(sealed: str, error: SealBrokenError) -> UnreadableData:
    """Return what stands for data that cannot be opened; the log names the key."""
    return _noted(UnreadableData(), sealed, error)


def refuse_unreadable(value: Any) -> None:
    """Raise the error of the first thing in this JSON data that could not be opened: where a sentence is no answer."""
    if isinstance(value, Unreadable):
        raise value.error
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        refuse_unreadable(inner)


def _noted(found: UnreadableT, sealed: str, error: SealBrokenError) -> UnreadableT:
    found.sealed, found.error = sealed, error
    log.warning("sealed_unreadable", key=error.key_id if isinstance(error, KeyLostError) else "")
    return found
