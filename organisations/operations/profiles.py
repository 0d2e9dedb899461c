"""How a client is asked: what somebody chose with the client, and what the client chose."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from organisations.models import AnsweringProfile, Client

OF_PROFILE = (
    *("scale_points", "style", "symbols", "language", "level"),
    *("read_aloud", "text_size", "access_mode", "chosen_by_client"),
)
OF_CLIENT = ("address_form", "support_worker_id")

Settings = Mapping[str, Any]
"""Values by the names of `OF_PROFILE` and `OF_CLIENT`. They go through JSON unharmed."""


@transaction.atomic
def save_profile(*, client_id: UUID, wanted: Settings) -> Settings:
    """Store how a client is asked and return how it was before, complete; what `wanted` leaves out stays as it is."""
    client = Client.objects.select_for_update().get(pk=client_id)
    profile, _created = AnsweringProfile.objects.select_for_update().get_or_create(client=client)
    former = {name: getattr(profile, name) for name in OF_PROFILE} | {name: getattr(client, name) for name in OF_CLIENT}
    for row, names in ((profile, OF_PROFILE), (client, OF_CLIENT)):
        given = {name: wanted[name] for name in names if name in wanted}
        for name, value in given.items():
            setattr(row, name, value)
        if given:
            row.save(update_fields=list(given))
    return former | {"support_worker_id": str(former["support_worker_id"] or "") or None}
