"""What happened to people in the frame of a round since it opened, in counts."""

from collections import Counter
from uuid import UUID

from django.db.models import Count, Sum

from surveys.choices import FrameEvent
from surveys.models import ErasedFigure, FrameMember


def since_opening(round_id: UUID) -> Counter[FrameEvent]:
    """Return how many people of the whole frame died, left, moved or stood in the list twice. One query.

    Who was removed since is still among them, so that no number tells that it was this person. A second record that
    turned up after the round closed is not: the round stays as it was.
    """
    rows = FrameMember.objects.filter(round_id=round_id).exclude(happened="")
    rows = rows.exclude(happened=FrameEvent.DUPLICATE, eligible=True)
    erased = ErasedFigure.objects.filter(round_unit__round_id=round_id, audience="").exclude(happened="")
    here = rows.values_list("happened").annotate(number=Count("pk")).order_by()
    gone = erased.values_list("happened").annotate(number=Sum("people")).order_by()
    found: Counter[FrameEvent] = Counter()
    for event, people in here.union(gone, all=True):
        found[FrameEvent(event)] += people
    return found
