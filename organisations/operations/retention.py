"""Removing what is kept longer than its term, by itself, every night."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

import structlog
from django.db import DatabaseError
from django.utils import timezone

from organisations.erasure.base import Gone
from organisations.erasure.carrying_out import expired
from organisations.erasure.registry import rooms
from organisations.models import Unit

log = structlog.get_logger(__name__)
AT_ONCE = 500
MOST_ROUNDS = 40
"""How often a room is asked again in one run; what is left then goes the next night."""


def remove_over_term(*, at: datetime) -> int:
    """Remove what is over its term in every room, a bounded number at a time; returns how many rows went.

    Each provider gets a certificate of the run, unless nothing went.
    """
    on = timezone.localdate(at)
    total = 0
    for provider_id in Unit.objects.filter(is_provider=True).order_by("path").values_list("pk", flat=True):
        for room in rooms.from_right_to_left():
            work = partial(room.expire, provider_id=provider_id, on=on, limit=AT_ONCE)
            total += sum(_until_done(partial(_expired_or_later, provider_id, work, at)))
    return total


def _expired_or_later(provider_id: UUID, work: Callable[[], tuple[Gone, ...]], at: datetime) -> int:
    """Remove some; where somebody writes about the same rows this moment they wait for the next run, alone."""
    try:
        return expired(provider_id, work, at=at)
    except DatabaseError as error:
        log.warning("expiry_failed", provider=str(provider_id), error=type(error).__name__)
        return 0


def _until_done(step: Callable[[], int]) -> Iterator[int]:
    """Yield how much went in each step, until there is nothing left to go."""
    for _round in range(MOST_ROUNDS):
        went = step()
        if not went:
            return
        yield went
