"""Reads about the pictures with which clients open their own page."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from organisations.models import Client, Device, PictureCode, Placement
from organisations.queries.trees import below
from organisations.rules.picture_codes import SIGNS


def picture_codes_at(device: Device, *, on: date) -> QuerySet[PictureCode]:
    """Return those of living clients who are placed on a day at or below the unit of a tablet, by sign."""
    here = Placement.objects.filter(
        below((device.unit.path,), "unit__path"), client=OuterRef("client"), period__contains=on
    )
    found = PictureCode.objects.filter(Exists(here), client__died_on=None, client__left_on=None)
    return found.order_by("sign", "pk")


def free_signs(client: Client, *, on: date) -> tuple[str, ...]:
    """Return the signs that nobody has beside whom a client is placed on a day; all when every one is taken.

    Two who share a sign tap in each other's place, and close each other's door.
    """
    mine = Placement.objects.filter(client=client, period__contains=on).values("unit")
    beside = Placement.objects.filter(unit__in=mine, client=OuterRef("client"), period__contains=on)
    taken = set(PictureCode.objects.filter(Exists(beside)).exclude(client=client).values_list("sign", flat=True))
    return tuple(sign for sign in SIGNS if sign not in taken) or SIGNS
