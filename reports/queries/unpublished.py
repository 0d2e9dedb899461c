"""Rounds whose results are still to be published."""

from datetime import datetime
from uuid import UUID

from surveys.choices import RoundStatus
from surveys.models import Round


def rounds_to_publish(*, closed_before: datetime) -> list[UUID]:
    """Return the rounds that closed before a moment and have no publication, longest waiting first."""
    waiting = Round.objects.filter(status=RoundStatus.CLOSED, closed_at__lt=closed_before, publications=None)
    return list(waiting.order_by("closed_at", "pk").values_list("pk", flat=True))
