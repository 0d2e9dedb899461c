"""The organisation's own words for the places of a member of staff."""

from organisations.models import Wording
from organisations.queries.trees import paths_above


def wording(paths: tuple[str, ...]) -> Wording | None:
    """Return the words set nearest at or above the first of the tree paths; None when nobody set any."""
    above = paths_above(paths[0]) if paths else []
    return Wording.objects.filter(unit__path__in=above).order_by("-unit__path").first()
