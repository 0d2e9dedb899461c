"""Adding and ending the goals of a client."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from organisations.models import Client
from supportplans.errors import RejectedError
from supportplans.models import Goal
from supportplans.rules import goals as rules


@transaction.atomic
def add_goal(*, client: Client, words: str, wanted_by_client: bool, staff_id: UUID | None, at: datetime) -> Goal:
    """Write down a goal that the client wants. The same words once more, as by a second tap, are the same goal.

    Raises `RejectedError` when the words are missing or too long, the client does not want it, or there are too many.
    """
    Client.objects.select_for_update().get(pk=client.pk)
    present = list(Goal.objects.filter(client=client, ended_at=None))
    same = next((goal for goal in present if goal.words == words.strip()), None)
    if same is not None and wanted_by_client:
        return same
    if faults := rules.added(words=words, wanted_by_client=wanted_by_client, present=len(present)):
        raise RejectedError(faults)
    return Goal.objects.create(
        provider_id=client.provider_id,
        client=client,
        words=words.strip(),
        wanted_by_client=wanted_by_client,
        made_by_id=staff_id,
        made_at=at,
    )


@transaction.atomic
def end_goal(*, goal_id: UUID, at: datetime) -> Goal:
    """Say that this is no goal any more, reached or not. Ending it again changes nothing."""
    goal = Goal.objects.select_for_update().get(pk=goal_id)
    if goal.ended_at is None:
        goal.ended_at = at
        goal.save(update_fields=("ended_at",))
    return goal
