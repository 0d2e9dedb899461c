"""The response of a round, put together for a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from surveys.choices import IN_CASES, Audience, Outcome
from surveys.data import RoundResponse, UnitResponse

PAGE = 50
LONG = 12  # from so many units on, searching helps


@dataclass(frozen=True)
class Row:
    """A unit on the page: where it lies, who answered, and why others did not."""

    unit: UnitResponse
    place: str
    missing: tuple[tuple[str, int], ...]
    other: int | None

    @property
    def per_cent(self) -> int:
        """The response in whole per cents, for the length of a bar; never rounded up to a norm that is not reached."""
        return int((self.unit.response or 0) * 100)


@dataclass(frozen=True)
class Shown:
    """What the page shows: the whole, the units at which the norm is judged, and the others."""

    audience: Audience
    audiences: tuple[tuple[str, str], ...]
    whole: Row | None
    judged: tuple[Row, ...]
    page: "Page[Row]"
    searchable: bool
    searched: str

    @property
    def by_case(self) -> bool:
        """Whether a client counts once, about whom several people answer."""
        return self.audience in IN_CASES


def response_page(found: RoundResponse, wanted: Mapping[str, Any], page: str | None, *, closed: bool) -> Shown:
    """Choose audience, search and page out of a response; in a closed round nobody is still to be asked."""
    audiences = tuple(dict.fromkeys(unit.audience for unit in found.units))
    audience = Audience(wanted.get("audience") or (audiences[0] if audiences else Audience.CLIENT))
    rows = _rows(found, audience, closed=closed)
    searched = str(wanted.get("unit") or "").strip()
    others = [row for row in rows if row.unit.norm is None and searched.casefold() in row.unit.node.name.casefold()]
    return Shown(
        audience=audience,
        audiences=tuple((each.value, str(each.label)) for each in audiences),
        whole=rows[0] if rows and rows[0].unit.node.parent_id is None else None,
        judged=tuple(row for row in rows if row.unit.norm is not None),
        page=Paginator(others, PAGE).get_page(page),
        searchable=len(rows) > LONG,
        searched=searched,
    )


def _rows(found: RoundResponse, audience: Audience, *, closed: bool) -> list[Row]:
    units = [unit for unit in found.units if unit.audience == audience]
    names = {unit.node.id: unit.node.name for unit in units}
    return [
        _row(unit, names.get(unit.node.parent_id, "") if unit.node.parent_id else "", closed=closed) for unit in units
    ]


def _row(unit: UnitResponse, place: str, *, closed: bool) -> Row:
    missing = tuple(
        (_words(outcome, by_case=unit.audience in IN_CASES, closed=closed), count)
        for outcome, count in unit.outcomes.items()
        if count and outcome != Outcome.COMPLETE
    )
    return Row(unit=unit, place=place, missing=missing, other=unit.other or None)


def _words(outcome: Outcome, *, by_case: bool, closed: bool) -> str:
    if by_case and outcome == Outcome.OPEN:
        return _("nobody answered") if closed else _("nobody answered yet")
    if by_case and outcome == Outcome.PARTLY:
        return _("not whole: somebody lacks, or stopped halfway")
    return _("not asked") if closed and outcome == Outcome.OPEN else str(outcome.label)
