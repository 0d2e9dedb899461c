"""What a new line about where somebody lives or works does to what was known. Pure: dates and ids in, a step out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Stay:
    """One placement of one product: from `since`, until (not with) `until`. `id` is None while it is not stored."""

    unit_id: UUID
    since: date
    law: str
    client_group: str
    until: date | None = None
    id: UUID | None = None

    def says_the_same(self, other: "Stay") -> bool:
        """Return whether both are the same support in the same place, whenever that is."""
        return (self.unit_id, self.law, self.client_group) == (other.unit_id, other.law, other.client_group)


class Clash(Enum):
    """Why a line cannot be followed without rewriting what happened before."""

    ALREADY_ELSEWHERE = "a later placement is known already"
    ENDED = "the placement ended later than this"
    OVERLAPS = "an earlier placement had not ended then"


class PlacementClashError(ValueError):
    """A line contradicts the placements that are known; `stay` is the one that it clashes with."""

    def __init__(self, clash: Clash, stay: Stay) -> None:
        super().__init__(clash.value)
        self.clash = clash
        self.stay = stay


def next_stays(known: Sequence[Stay], wanted: Stay) -> tuple[Stay, ...]:
    """Return the stays to store, in order, so that the latest is as `wanted` says; nothing when it is so already.

    `known` are the stays of one client for one product. A stay with an id replaces the stored one: a move ends the last
    stay on the day the new one begins; the same place with another first day, or another place on the same first day,
    is a correction. Raises `PlacementClashError`.
    """
    ordered = sorted(known, key=lambda stay: stay.since)
    if not ordered:
        return (wanted,)
    last = ordered[-1]
    if last.until is not None:
        return _after_end(last, wanted)
    if wanted.since == last.since or wanted.says_the_same(last):
        return _corrected(ordered, wanted)
    if wanted.since < last.since:
        raise PlacementClashError(Clash.ALREADY_ELSEWHERE, last)
    return (replace(last, until=wanted.since), wanted)


def _after_end(last: Stay, wanted: Stay) -> tuple[Stay, ...]:
    if last.until is not None and wanted.since < last.until:
        raise PlacementClashError(Clash.ENDED, last)
    return (wanted,)


def _corrected(ordered: Sequence[Stay], wanted: Stay) -> tuple[Stay, ...]:
    last = ordered[-1]
    corrected = replace(wanted, id=last.id)
    if corrected == last:
        return ()
    before = ordered[-2] if len(ordered) > 1 else None
    if before and (before.until is None or before.until > wanted.since):
        raise PlacementClashError(Clash.OVERLAPS, before)
    return (corrected,)
