"""Reads about tablets, and about the staff who may take one back from a client."""

import hashlib
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from organisations.choices import PERSON_ROLES
from organisations.models import Device, RoleAssignment, Staff, Unit
from organisations.queries.trees import below, paths_above


def token_hash(token: str) -> str:
    """Return what is stored of a token. It is random and long (256 bits), so a fast hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def device_by_token(token: str) -> Device | None:
    """Return the tablet, with its unit, that holds this token; None for an unknown or revoked one."""
    return Device.objects.select_related("unit").filter(token_hash=token_hash(token), revoked_at=None).first()


def devices_below(paths: tuple[str, ...]) -> QuerySet[Device]:
    """Return the tablets of units at or below tree paths, by unit and name."""
    devices = Device.objects.filter(below(paths, "unit__path")).select_related("unit", "paired_by")
    return devices.order_by("unit__name", "name", "pk")


def unlockers(device: Device, *, on: date) -> QuerySet[Staff]:
    """Return the staff, by name, who may unlock a tablet on a day.

    They are those with a PIN and a role over persons that holds in the tablet's unit, given there or above it but not
    above the provider.
    """
    roles = RoleAssignment.objects.filter(
        unit_id__in=_up_to_provider(device.unit), role__in=PERSON_ROLES, period__contains=on
    )
    return Staff.objects.filter(roles__in=roles, user__is_active=True).exclude(pin_hash="").distinct().order_by("name")


def _up_to_provider(unit: Unit) -> list[UUID]:
    """Return the ids of a unit and those above it, up to and with the nearest provider; none without a provider."""
    chain = list(Unit.objects.filter(path__in=paths_above(unit.path)).order_by("-path"))
    for count, found in enumerate(chain, start=1):
        if found.is_provider:
            return [above.id for above in chain[:count]]
    return []
