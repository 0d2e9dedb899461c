"""Who takes part in a round, as the world stands now: for opening it, and for saying beforehand how many that is."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from organisations.choices import Product, RepresentationBasis
from organisations.models import Placement, Representation
from surveys.choices import Audience
from surveys.models import Round
from surveys.rules.frame import Place, homes, relative_is_asked


def homes_in(asking: Round) -> dict[UUID, Place]:
    """Return every client placed below the owner on the reference date, and the one place where they count.

    Who died or left before the round opens is not asked: they were never eligible.
    """
    placements = Placement.objects.filter(
        unit__path__startswith=asking.owner.path,
        period__contains=asking.reference_date,
        client__died_on=None,
        client__left_on=None,
    )
    rows = placements.values_list("client_id", "provider_id", "unit__path", "product")
    return homes(Place(client, provider, path, Product(product)) for client, provider, path, product in rows)


def relatives_to_ask(asking: Round, client_ids: Iterable[UUID]) -> list[Representation]:
    """Return the representations of these clients by which a relative is asked on the reference date."""
    standing = Representation.objects.filter(
        client_id__in=list(client_ids), may_answer=True, period__contains=asking.reference_date
    )
    return [each for each in standing if _is_asked(each)]


def _is_asked(each: Representation) -> bool:
    basis = RepresentationBasis(each.basis)
    return relative_is_asked(may_answer=each.may_answer, basis=basis, client_agrees=each.client_agrees)


def expected(asking: Round) -> Mapping[Audience, int]:
    """Return how many of each audience would be asked if the round opened now.

    Of those who answer about a client beside others: the number of clients.
    """
    audiences = {Audience(found) for found in asking.releases.values_list("audience", flat=True)}
    clients = homes_in(asking)
    relatives = relatives_to_ask(asking, clients) if Audience.RELATIVE in audiences else []
    counts = dict.fromkeys(Audience, len(clients)) | {Audience.RELATIVE: len(relatives)}
    return {audience: counts[audience] for audience in Audience if audience in audiences}
