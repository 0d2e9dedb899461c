"""The response that stands beside every result: how many were asked, and who is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from organisations.data import Rights
from surveys.choices import COUNTED_OUTCOMES, Outcome
from surveys.data import UnitResponse
from surveys.models import Round
from surveys.queries.readable import readable_response


@dataclass(frozen=True, slots=True)
class Missing:
    """People who did not answer, for one reason, in words."""

    reason: str
    people: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Who was asked in one unit, and who is missing; `other` have reasons that are not told apart."""

    eligible: int
    invited: int
    per_cent: int | None
    missing: tuple[Missing, ...]
    other: int


Response = Mapping[tuple[str, UUID], Beside]


def response_beside(asked: Round, rights: Rights) -> Response:
    """The response by audience and unit, as far as this reader may see it."""
    units = readable_response(asked, rights).units
    return {(unit.audience.value, unit.node.public_id): _beside(unit) for unit in units}


def _beside(unit: UnitResponse) -> Beside:
    reasons = [Missing(str(Outcome(outcome).label), people) for outcome, people in _missing(unit) if people]
    return Beside(
        eligible=unit.eligible,
        invited=unit.invited,
        per_cent=None if unit.response is None else round(100 * unit.response),
        missing=tuple(reasons),
        other=unit.other or 0,
    )


def _missing(unit: UnitResponse) -> list[tuple[Outcome, int]]:
    return [(outcome, people) for outcome, people in unit.outcomes.items() if outcome not in COUNTED_OUTCOMES]
