"""Pairing a tablet with a unit, and taking it away again."""

import secrets
from datetime import datetime

from django.db import transaction

from organisations.models import Device, Staff, Unit
from organisations.queries.devices import token_hash

TOKEN_BYTES = 32


@transaction.atomic
def pair_device(*, unit: Unit, name: str, staff: Staff, at: datetime) -> tuple[Device, str]:
    """Make a browser a tablet of a unit; return the row and the token, which is shown to nobody and kept as a hash."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    device = Device.objects.create(unit=unit, name=name, token_hash=token_hash(token), paired_by=staff, paired_at=at)
    return device, token


@transaction.atomic
def revoke_device(*, device: Device, at: datetime) -> None:
    """Let a tablet no longer in, from its next request on. Once revoked, the moment stays as it is."""
    Device.objects.filter(pk=device.pk, revoked_at=None).update(revoked_at=at)
