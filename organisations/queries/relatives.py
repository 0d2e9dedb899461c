"""Reads about relatives who get in by themselves."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from organisations.models import Client, Relative, RelativeCode, Representation
from organisations.rules.seeing import stands, why_not

LIVING_HERE = {"client__died_on": None, "client__left_on": None}
"""The client lives, and did not leave: else nobody of the team sees any more what a relative would."""


def standing_relatives(*, on: date) -> QuerySet[Relative]:
    """Return the relatives who stand beside a client of now on a day and have a letter whose code was not ended."""
    stands = Representation.objects.filter(relative=OuterRef("pk"), period__contains=on, **LIVING_HERE)
    letter = RelativeCode.objects.filter(relative=OuterRef("pk"), voided_at=None)
    return Relative.objects.filter(Exists(stands), Exists(letter))


def letters_to(email: str, *, on: date) -> list[Relative]:
    """Return those of them with this e-mail address, with their accounts; each provider knows a parent by itself."""
    found = standing_relatives(on=on).filter(email__iexact=email).exclude(email="")
    return list(found.select_related("user").order_by("pk"))


def representations_of(client_id: UUID) -> QuerySet[Representation]:
    """Return who stands or stood beside a client, by name, each with whether a letter lets them in (`has_letter`)."""
    letter = RelativeCode.objects.filter(relative=OuterRef("relative"), voided_at=None)
    found = Representation.objects.filter(client=client_id).select_related("relative")
    return found.annotate(has_letter=Exists(letter)).order_by("relative__name", "pk")


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads agreements with a client; `secret`: to whom the address is secret, also without a letter."""

    names: tuple[str, ...]
    secret: tuple[str, ...]


def readers_of(client: Client, *, on: date) -> Readers:
    """Return who reads along with a client on a day, for whoever writes what they read. One query."""
    people = [one for one in representations_of(client.pk) if stands(one.ground, on=on)]
    reading = [one for one in people if not why_not(one.ground, birth_date=client.birth_date, on=on)]
    return Readers(
        names=tuple(one.relative.name for one in reading if getattr(one, "has_letter")),  # noqa: B009 -- an annotation
        secret=tuple(one.relative.name for one in people if one.hide_places),
    )


def hides_places(*, client_id: UUID, relative_id: UUID | None) -> bool:
    """Return whether a relative reads no place and no name of staff, as the address is secret. None: the client."""
    mine = Representation.objects.filter(client=client_id, relative=relative_id, hide_places=True)
    return relative_id is not None and mine.exists()


def beside(relative: Relative, *, on: date) -> QuerySet[Representation]:
    """Return beside which clients of now somebody stands on a day, by first name."""
    mine = Representation.objects.filter(relative=relative, period__contains=on, **LIVING_HERE)
    return mine.select_related("client__profile", "provider").order_by("client__first_name", "pk")
