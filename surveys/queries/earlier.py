"""What was asked before, in an earlier version."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from organisations.queries.trees import paths_above
from surveys.choices import Audience, RoundStatus
from surveys.models import Release, Round, RoundRelease


def earlier_versions(asking: Round) -> Mapping[Audience, Release]:
    """Return, for each audience, the other version of the same instrument that the organisation asked last before this.

    The organisation: the owner of the round, and the units above and below it. An audience that was never asked another
    version is left out. Two queries; the releases come without their definitions.
    """
    now = {Audience(row.audience): row.release for row in _asked(round=asking)}
    path = asking.owner.path
    family = Q(round__owner__path__startswith=path) | Q(round__owner__path__in=paths_above(path))
    keys = {release.key for release in now.values()}
    status = (RoundStatus.OPEN, RoundStatus.CLOSED)
    before = _asked(
        family, release__key__in=keys, round__status__in=status, round__opens_on__lt=asking.opens_on
    ).order_by("round__opens_on", "round__opened_at")
    return {
        audience: row.release
        for row in before
        if (audience := Audience(row.audience)) in now and _is_other_version(row.release, now[audience])
    }


def _asked(*conditions: Q, **wanted: Any) -> Any:
    rows = RoundRelease.objects.filter(*conditions, **wanted)
    return rows.select_related("release").defer("release__definition")


def _is_other_version(earlier: Release, now: Release) -> bool:
    return (earlier.key, earlier.owner_id) == (now.key, now.owner_id) and earlier.version != now.version
