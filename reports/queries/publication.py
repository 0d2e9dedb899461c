"""A publication as other systems read it."""

from collections.abc import Iterable

from django.utils import timezone

from reports.data import Place, Section
from reports.models import Publication, PublishedGroup


def groups_of(publication: Publication, places: Iterable[Place]) -> list[PublishedGroup]:
    """The groups of these units, parents before children, clients before relatives. One query."""
    order = {place.unit: number for number, place in enumerate(places)}
    found = PublishedGroup.objects.filter(publication=publication, unit_id__in=order)
    return sorted(found, key=lambda group: (group.audience, group.informant, order[group.unit_id]))


def as_json(publication: Publication, places: Iterable[Place]) -> dict[str, object]:
    """The publication with the groups of these units; a withheld group gives no results.

    `counts` are people per code. `at_least` says of a small group that at least so many per cent gave one answer.
    `mean_band` is a mean in half steps; the first and the last half step inside the scale stand for "or lower" and "or
    higher". Whoever sees a part of the tree sees its topmost units without a parent.
    """
    shown = {place.unit: place for place in places}
    return {
        "round": str(publication.round_id),
        "published_on": timezone.localdate(publication.published_at).isoformat(),
        "thresholds": publication.thresholds,
        "groups": [_group(group, shown[group.unit_id], shown) for group in groups_of(publication, shown.values())],
    }


def _group(group: PublishedGroup, place: Place, shown: Iterable[object]) -> dict[str, object]:
    body: dict[str, object] = {
        "unit": str(place.unit),
        "parent": str(place.parent) if place.parent in set(shown) else None,
        "name": place.name,
        "level": place.level,
        "audience": group.audience,
        "informant": group.informant,
        "n": group.n,
        "withheld": group.withheld,
    }
    if group.withheld:
        return body
    domains = {key: _domain(figure) for key, figure in group.results.get(Section.DOMAINS, {}).items()}
    return body | {
        "questions": group.results.get(Section.QUESTIONS, {}),
        "domains": domains,
        **group.results.get(Section.ABOUT, {}),
    }


def _domain(figure: dict[str, object]) -> object:
    """Change, keep and don't know side by side, where they are counted."""
    return figure.get("counts", figure)
