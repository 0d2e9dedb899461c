"""What happened to people in the frame of a round since it opened, in counts."""

from collections import Counter
from uuid import UUID

from django.db.models import Count

from surveys.choices import FrameEvent
from surveys.models import FrameMember


def since_opening(round_id: UUID) -> Counter[FrameEvent]:
    """Return how many people of the whole frame died, left, moved or stood in the list twice. One query."""
    rows = FrameMember.objects.filter(round_id=round_id).exclude(happened="").values_list("happened")
    counted = rows.annotate(count=Count("pk")).order_by()
    return Counter({FrameEvent(event): count for event, count in counted})
