"""Letting every room do its part of a removal, and writing down what each of them did."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from organisations.choices import RemovalCause
from organisations.erasure.base import Gone, Order, Removal
from organisations.erasure.registry import rooms
from organisations.models import RemovalCertificate


def in_all_rooms(order: Order) -> Removal:
    """Let every room do its part, from right to left; each sees what became of those before it."""
    so_far = Removal()
    for room in rooms.from_right_to_left():
        so_far += room.erase(Order(order.subject, order.ground, order.on, so_far))
    return so_far


def added(content: Mapping[str, Any], removed: Removal) -> dict[str, Any]:
    """Return the content of a certificate with one more removal in it."""
    before, now = content.get("gone", {}), removed.as_dict()
    gone = {kind: before.get(kind, 0) + now["gone"].get(kind, 0) for kind in {**before, **now["gone"]}}
    return {**content, "gone": gone, "stayed": {**content.get("stayed", {}), **now["stayed"]}}


def expired(provider_id: UUID, work: Callable[[], tuple[Gone, ...]], *, at: datetime) -> int:
    """Remove what is over its term and add it to the certificate of this run; returns how many rows went."""
    with transaction.atomic():
        gone = work()
        if gone:
            run, _made = RemovalCertificate.objects.select_for_update().get_or_create(
                provider_id=provider_id, cause=RemovalCause.TERM, made_at=at, defaults={"content": {}}
            )
            run.content = added(run.content, Removal(gone))
            run.save(update_fields=("content",))
    return sum(one.count for one in gone)
