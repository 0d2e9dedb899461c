"""What this room brings to an answering session: the goals that the client has when it is opened."""

from typing import Any

from instruments.definition.model import Definition
from instruments.questions import asks_goals
from supportplans.models import Goal
from surveys.choices import Audience, Mode
from surveys.models import Invitation


def goals(invitation: Invitation, definition: Definition) -> list[dict[str, Any]]:
    """Return the client's goals, in the order in which they were made, where they are asked about.

    Only the client gets them: goals are the client's own words. An anonymous answer may not point at a person, so there
    are none in an anonymous round.
    """
    member = invitation.frame_member
    if invitation.audience != Audience.CLIENT or member.round.mode == Mode.ANONYMOUS or not asks_goals(definition):
        return []
    present = Goal.objects.filter(client_id=member.client_id, ended_at=None).order_by("made_at", "pk")
    return [{"id": str(goal_id), "words": words} for goal_id, words in present.values_list("pk", "words")]
