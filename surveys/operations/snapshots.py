"""Writing down what a publication counted."""

from uuid import UUID

from django.db import transaction

from surveys.choices import IN_RESULTS
from surveys.models import Round, SnapshotItem, Submission


@transaction.atomic
def take_snapshot(*, round_id: UUID) -> int:
    """Add every submission that counts in the results of a round to its snapshot. Safe to repeat.

    Returns how many it holds now.
    """
    Round.objects.select_for_update().get(pk=round_id)
    counting = Submission.objects.filter(
        counted_for__frame_member__round_id=round_id, counted_for__audience__in=IN_RESULTS
    )
    items = (SnapshotItem(round_id=round_id, submission_id=pk) for pk in counting.values_list("pk", flat=True))
    SnapshotItem.objects.bulk_create(items, batch_size=2000, ignore_conflicts=True)
    return SnapshotItem.objects.filter(round_id=round_id).count()
