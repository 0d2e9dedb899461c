"""The PIN with which staff take a tablet back from a client."""

import re
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from organisations.models import Device, Staff
from organisations.queries.devices import unlockers
from organisations.throttle import Throttle

PIN = re.compile(r"[0-9]{4,6}", re.ASCII)
TRIES = Throttle("pin", "5/15 minutes")


class WrongPinError(Exception):
    """This PIN does not open this tablet: it is wrong, or its owner may not unlock here. Which one stays unsaid."""


class BadPinError(ValueError):
    """A new PIN is not four to six digits."""


@transaction.atomic
def set_pin(*, staff: Staff, pin: str) -> None:
    """Give somebody a new PIN; raises `BadPinError`."""
    if not PIN.fullmatch(pin):
        raise BadPinError
    Staff.objects.filter(pk=staff.pk).update(pin_hash=make_password(pin))


def check_pin(*, staff_id: UUID, pin: str, device: Device, at: datetime) -> Staff:
    """Return the member of staff whose PIN this is, when they may unlock this tablet at this moment.

    Raises `WrongPinError`; after five wrong tries in a quarter of an hour, for one person or on one tablet,
    `throttle.TooManyTriesError`; and without Redis `throttle.ThrottleAwayError`, as wrong tries could not be counted.
    """
    ids = (f"staff:{staff_id}", f"device:{device.pk}")
    TRIES.spend(*ids)
    staff = unlockers(device, on=timezone.localdate(at)).filter(pk=staff_id).first()
    if not _matches(pin, staff) or staff is None:
        raise WrongPinError
    TRIES.give_back(*ids)
    return staff


def _matches(pin: str, staff: Staff | None) -> bool:
    """Judge the PIN; somebody unknown costs as much time as somebody known, so that time tells nothing."""
    if staff is None:
        make_password(pin)
        return False
    return check_password(pin, staff.pin_hash)
