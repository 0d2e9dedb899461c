"""Giving a tablet to somebody who is going to answer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from organisations.choices import Action
from organisations.data import Actor, Rights
from organisations.models import Device
from organisations.operations.traces import record
from organisations.queries.units import keeper_of_log
from surveys.choices import Mode
from surveys.data import OpenedSession
from surveys.models import Invitation
from surveys.operations.sessions import open_for_device


@transaction.atomic
def give_tablet(*, invitation_id: UUID, device_id: UUID | None, actor: Actor, at: datetime) -> OpenedSession:
    """Open the session of an invitation on a tablet; the access log keeps that `actor` gave it to this client.

    In an anonymous round it keeps nothing: who held the tablet when would tell who answered. Raises NotToBeAskedError.
    """
    opened = open_for_device(invitation_id=invitation_id, device_id=device_id, at=at)
    about = Invitation.objects.select_related("frame_member__round").get(pk=invitation_id)
    if about.frame_member.round.mode != Mode.ANONYMOUS:
        record(
            actor=actor,
            action=Action.HAND_OVER,
            client_id=about.frame_member.client_id,
            provider_id=about.provider_id,
            thing=f"invitation:{invitation_id}",
        )
    return opened


@transaction.atomic
def note_list(*, rights: Rights, tablet: Device) -> None:
    """Keep in the access log that somebody sees who is still to be asked at this tablet."""
    keeper = keeper_of_log(tablet.unit)
    thing = f"unit:{tablet.unit_id}"
    record(actor=rights.actor, action=Action.LIST, client_id=None, provider_id=keeper.pk, thing=thing)
