"""Who can still be asked."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef

from surveys.choices import IN_RESULTS, Audience, Mode, Outcome, RoundStatus
from surveys.data import OpenInvitation
from surveys.models import AnsweringSession, Invitation


def open_invitations(client_ids: Iterable[UUID]) -> list[OpenInvitation]:
    """Return the invitations of these clients, and of their relatives, in every open round, whatever became of them.

    One query. The caller picks by `outcome`: who is OPEN is still to be asked.
    """
    begun = AnsweringSession.objects.filter(invitation=OuterRef("pk"), ended_at=None)
    rows = (
        Invitation.objects.filter(
            frame_member__client_id__in=list(client_ids),
            frame_member__round__status=RoundStatus.OPEN,
            audience__in=IN_RESULTS,
        )
        .select_related("frame_member__round", "relative")
        .annotate(begun=Exists(begun))
        .order_by("frame_member__round__closes_on", "audience", "relative__name")
    )
    return [_as_data(row, begun=row.begun) for row in rows]


def _as_data(row: Invitation, *, begun: bool) -> OpenInvitation:
    asking = row.frame_member.round
    return OpenInvitation(
        id=row.id,
        round_id=asking.id,
        round_name=asking.name,
        client_id=row.frame_member.client_id,
        relative_id=row.relative_id,
        relative_name=row.relative.name if row.relative else "",
        audience=Audience(row.audience),
        outcome=Outcome(row.outcome),
        mode=Mode(asking.mode),
        closes_on=asking.closes_on,
        begun=begun,
    )
