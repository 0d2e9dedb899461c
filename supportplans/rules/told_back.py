"""What a client is told of each domain: it stays so, this is what we do, or we still talk about it."""

from collections.abc import Collection
from enum import StrEnum

from supportplans.choices import AgreementState, ChangeAnswer


class News(StrEnum):
    """What there is to tell about one domain."""

    STAYS = "stays"
    DOING = "doing"
    NOT_POSSIBLE = "not_possible"
    TALKING = "talking"


def news(answer: ChangeAnswer, agreements: Collection[AgreementState]) -> News:
    """Return what to tell. "It stays so" is a full answer and final, whatever else was agreed."""
    if answer is ChangeAnswer.KEEP:
        return News.STAYS
    if not agreements:
        return News.TALKING
    if set(agreements) == {AgreementState.NOT_POSSIBLE}:
        return News.NOT_POSSIBLE
    return News.DOING
