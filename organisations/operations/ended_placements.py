"""The placements that a note of death or leaving ends, kept so that they can be as they were when it was a mistake."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from organisations.models import Client, Departure, Placement, Unit
from organisations.queries.trees import paths_above

DAY = timedelta(days=1)
Kept = dict[str, Any]
"""What a placement was: `id`, `since`, `until` (None: it went on), `unit`, `law`, `product` and `client_group`."""


def end_placements(client: Client, last_day: date) -> list[Kept]:
    """End what would have gone on, take away what would only begin later, and return what it was before."""
    after = Q(period__endswith__gt=last_day + DAY) | Q(period__upper_inf=True)
    found = list(Placement.objects.filter(after, client=client).select_for_update())
    kept = [_kept(placement) for placement in found]
    for placement in found:
        if placement.period.lower > last_day:
            placement.delete()
        else:
            _last(placement, last_day + DAY)
    return kept


def put_back(departure: Departure) -> None:
    """Let the placements that a departure ended be as they were. Raises IntegrityError where others stand now."""
    for was in departure.placements:
        placement = Placement.objects.select_related("unit").filter(pk=was["id"]).first()
        if placement is None and "unit" in was:
            placement = _again(departure, was)
        if placement:
            _go_on(departure, placement, date.fromisoformat(was["until"]) if was["until"] else None)


def _kept(placement: Placement) -> Kept:
    until = placement.period.upper
    return {
        "id": str(placement.pk),
        "since": placement.period.lower.isoformat(),
        "until": until.isoformat() if until else None,
        "unit": str(placement.unit_id),
        **{name: getattr(placement, name) for name in ("law", "product", "client_group")},
    }


def _again(departure: Departure, was: Kept) -> Placement:
    """A placement that was taken away; not stored yet."""
    return Placement(
        pk=UUID(was["id"]),
        provider_id=departure.provider_id,
        client_id=departure.client_id,
        unit_id=UUID(was["unit"]),
        period=DateRange(date.fromisoformat(was["since"]), None),
        **{name: was[name] for name in ("law", "product", "client_group")},
    )


def _go_on(departure: Departure, placement: Placement, until: date | None) -> None:
    """Let a placement last until a day; since its unit was closed it is in the nearest open unit above that."""
    closed_on = placement.unit.closed_on
    if closed_on is None or (until and until <= closed_on):
        _last(placement, until)
        return
    if placement.period.lower < closed_on:
        was = _kept(placement) | {"id": str(uuid4()), "since": closed_on.isoformat()}
        _last(placement, closed_on)
        placement = _again(departure, was)
    placement.unit = _open_above(placement.unit)
    _last(placement, until)


def _last(placement: Placement, until: date | None) -> None:
    placement.period = DateRange(placement.period.lower, until)
    placement.save()


def _open_above(unit: Unit) -> Unit:
    """The nearest open unit above a closed one; a provider is never closed."""
    above = Unit.objects.filter(path__in=paths_above(unit.path), closed_on=None)
    found: Unit = above.order_by("-depth")[0]
    return found
