"""Opening a client outside one's own teams, because waiting would do harm; whoever is concerned can see it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from organisations.choices import Action, EmergencyGround
from organisations.data import Rights
from organisations.models import Client, EmergencyAccess
from organisations.operations.traces import record

NOBODY = UUID(int=0)
LASTS = timedelta(hours=4)


@transaction.atomic
def open_in_emergency(
    *, rights: Rights, client: Client, ground: EmergencyGround, words: str, at: datetime
) -> EmergencyAccess:
    """Open a client for whoever has these rights, for four hours; the access log keeps it with the ground.

    words: why, in their own words; they stay with the client. The caller finds the client by
    `queries.emergencies.to_be_opened`, which judges who may open whom.
    """
    opened = EmergencyAccess.objects.create(
        provider_id=client.provider_id,
        client=client,
        staff_id=rights.staff_id or NOBODY,
        ground=ground,
        words=words,
        opened_at=at,
        ends_at=at + LASTS,
    )
    _record(rights, Action.EMERGENCY, opened)
    return opened


@transaction.atomic
def end_emergency(*, rights: Rights, opened: EmergencyAccess, at: datetime) -> None:
    """End it before its time; one that is over stays as it was."""
    if EmergencyAccess.objects.filter(pk=opened.pk, ends_at__gt=at).update(ends_at=at):
        _record(rights, Action.EMERGENCY_ENDED, opened)


@transaction.atomic
def note_emergency(*, rights: Rights, opened: EmergencyAccess, at: datetime) -> None:
    """Note that the team leader saw it; the first one counts."""
    if EmergencyAccess.objects.filter(pk=opened.pk, seen_at=None).update(seen_by=rights.staff_id, seen_at=at):
        _record(rights, Action.EMERGENCY_SEEN, opened)


def _record(rights: Rights, action: Action, opened: EmergencyAccess) -> None:
    record(
        actor=rights.actor,
        action=action,
        client_id=opened.client_id,
        provider_id=opened.provider_id,
        thing=f"emergency:{opened.pk}",
        reason=opened.ground,
    )
