"""Reads about the pictures with which clients open their own page."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from organisations.models import Device, PictureCode, Placement
from organisations.queries.trees import below


def picture_codes_at(device: Device, *, on: date) -> QuerySet[PictureCode]:
    """Return those of living clients who are placed on a day at or below the unit of a tablet, by sign."""
    here = Placement.objects.filter(
        below((device.unit.path,), "unit__path"), client=OuterRef("client"), period__contains=on
    )
    found = PictureCode.objects.filter(Exists(here), client__died_on=None, client__left_on=None)
    return found.order_by("sign", "pk")
