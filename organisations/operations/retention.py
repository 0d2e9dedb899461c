"""Removing what is kept longer than its term, by itself, every night."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from django.utils import timezone

from organisations.erasure.carrying_out import expired
from organisations.erasure.registry import rooms
from organisations.models import Unit

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
            total += sum(_until_done(partial(expired, provider_id, work, at=at)))
    return total


def _until_done(step: Callable[[], int]) -> Iterator[int]:
    """Yield how much went in each step, until there is nothing left to go."""
    for _round in range(MOST_ROUNDS):
        went = step()
        if not went:
            return
        yield went
