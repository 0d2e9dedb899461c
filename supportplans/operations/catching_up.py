"""What was said just before somebody died, left or moved is followed up after it; this lays it right."""

from datetime import date
from uuid import UUID

from django.db import transaction

from organisations.models import Client, Departure
from supportplans.life import PlansFollow, end_plans


@transaction.atomic
def catch_up(*, client_id: UUID, on: date) -> None:
    """End what a follow-up opened for somebody who died or left, and bring it to the team where the client is now.

    Holds the client, so that whoever notes a departure meanwhile either comes first and is seen here, or comes after
    and sees what was opened. Doing it again changes nothing.
    """
    Client.objects.select_for_update().get(pk=client_id)
    standing = Departure.objects.filter(client=client_id, undone_at=None, returned_on=None)
    departure = standing.order_by("kind").first()
    if departure:
        end_plans(departure)
    else:
        PlansFollow().moved([client_id], on=on)
