"""Who takes part in a round, and in which unit they count. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from organisations.choices import Product, RepresentationBasis

PRODUCTS_BY_WEIGHT = (Product.LIVING, Product.AMBULANT, Product.DAY)
"""Where somebody lives weighs more than where they spend the day."""

BY_LAW = frozenset({RepresentationBasis.GUARDIAN, RepresentationBasis.MENTOR, RepresentationBasis.CURATOR})
"""These take part because the law says so; others only as long as the client does not object."""


@dataclass(frozen=True, slots=True)
class Place:
    """One placement of a client on the reference date."""

    client_id: UUID
    provider_id: UUID
    path: str
    product: Product


def homes(places: Iterable[Place]) -> dict[UUID, Place]:
    """Return for each client the one place where they count; ties go to the first path."""
    found: dict[UUID, Place] = {}
    for place in sorted(places, key=_weight, reverse=True):
        found[place.client_id] = place
    return found


def _weight(place: Place) -> tuple[int, str]:
    return PRODUCTS_BY_WEIGHT.index(place.product), place.path


def relative_is_asked(*, may_answer: bool, basis: RepresentationBasis, client_agrees: bool | None) -> bool:
    """Return whether a relative is invited; `client_agrees` None means that the client was not asked yet."""
    return may_answer and (client_agrees is not False or basis in BY_LAW)
