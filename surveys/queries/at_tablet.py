"""Whom a tablet may be handed to."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from organisations.access import below
from organisations.models import Device, Placement
from surveys.choices import Audience, Outcome, RoundStatus
from surveys.models import Draft, Invitation


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A client still to be asked. `begun`: answers wait from another time on a tablet."""

    invitation_id: UUID
    first_name: str
    last_name: str
    begun: bool


def to_be_asked(device: Device, *, on: date) -> list[ToAsk]:
    """Return the clients placed, that day, at or below the tablet's unit still to be asked, by name. One query."""
    here = Placement.objects.filter(
        below((device.unit.path,), "unit__path"), client=OuterRef("frame_member__client"), period__contains=on
    )
    begun = Draft.objects.filter(
        session__invitation=OuterRef("pk"), session__ended_at=None, session__device__isnull=False
    )
    rows = (
        Invitation.objects.filter(
            Exists(here),
            audience=Audience.CLIENT,
            outcome=Outcome.OPEN,
            frame_member__client__died_on=None,
            frame_member__client__left_on=None,
            frame_member__round__status=RoundStatus.OPEN,
        )
        .annotate(begun=Exists(begun))
        .order_by("frame_member__client__first_name", "frame_member__client__last_name", "pk")
        .values_list("pk", "frame_member__client__first_name", "frame_member__client__last_name", "begun")
    )
    return [ToAsk(*row) for row in rows]
