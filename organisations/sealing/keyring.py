"""The data keys of this installation, opened once per process.

Reading or writing something sealed costs no query: keys are read when the process needs the first, again after
`DATA_KEYS_RELOAD` seconds, so that all processes soon seal with a new one, and at once for an id that is not known yet.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass

import structlog
from django.apps import apps
from django.conf import settings

from organisations.choices import KeyKind
from organisations.sealing.envelope import Key
from organisations.sealing.errors import KeyLostError
from organisations.sealing.wrapping import unwrapped

log = structlog.get_logger(__name__)
PATIENCE = 5.0
"""Seconds for which a key that was not found is not looked for again: a page of lost texts asks once."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """What was read at one moment. `lost`: ids of the keys that are there and cannot be opened; `current` seals."""

    opened: Mapping[str, Key]
    lost: frozenset[str]
    current: Key | None
    fingerprints: Key | None
    read_at: float


class _Kept:
    """The key-ring of this process. Replaced whole, so threads need no lock."""

    ring: Keyring | None = None


def current() -> Key:
    """Return the key that seals what is new: the newest that opens. Raises KeyLostError when there is none."""
    found = ring().current
    if found is None:
        raise KeyLostError("for sealing")
    return found


def fingerprinting() -> Key:
    """Return the key of fingerprints, which never changes. Raises KeyLostError when it cannot be opened."""
    found = ring().fingerprints
    if found is None:
        raise KeyLostError("for fingerprints")
    return found


def by_id(key_id: str) -> Key:
    """Return the key with which something was sealed. Raises KeyLostError, which names it."""
    held = ring()
    if key_id not in held.opened and key_id not in held.lost and time.monotonic() - held.read_at > PATIENCE:
        held = reload()
    if key_id not in held.opened:
        raise KeyLostError(key_id)
    return held.opened[key_id]


def ring() -> Keyring:
    """Return the keys as they were read at most `DATA_KEYS_RELOAD` seconds ago."""
    held = _Kept.ring
    if held is None or time.monotonic() - held.read_at > settings.DATA_KEYS_RELOAD:
        return reload()
    return held


def reload() -> Keyring:
    """Read all keys now. One query. What was opened before stays open, whatever became of its wrapping."""
    known = _Kept.ring.opened if _Kept.ring else {}
    rows = apps.get_model("organisations", "DataKey").objects.order_by("made_at", "pk")
    kinds, opened, lost = {}, dict(known), set()
    for key_id, kind, sealed in rows.values_list("pk", "kind", "wrapped"):
        kinds[key_id] = kind
        try:
            opened[key_id] = known.get(key_id) or unwrapped(key_id, bytes(sealed))
        except KeyLostError:
            lost.add(key_id)
            log.warning("data_key_lost", key=key_id)
    _Kept.ring = Keyring(
        opened=opened,
        lost=frozenset(lost),
        current=_newest(KeyKind.SEALING, kinds, opened),
        fingerprints=_newest(KeyKind.FINGERPRINT, kinds, opened),
        read_at=time.monotonic(),
    )
    return _Kept.ring


def forget() -> None:
    """Let go of every key; the next use reads them anew."""
    _Kept.ring = None


def _newest(kind: KeyKind, kinds: Mapping[str, str], opened: Mapping[str, Key]) -> Key | None:
    """The last of a kind, oldest first, that could be opened."""
    return next((opened[one] for one in reversed([*kinds]) if kinds[one] == kind and one in opened), None)
