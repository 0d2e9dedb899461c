"""The organisation's own words for a place."""

from dataclasses import dataclass

from organisations.models import Wording
from organisations.queries.trees import paths_above


def wording(paths: tuple[str, ...]) -> Wording | None:
    """Return the words set nearest at or above the first of the tree paths; None when nobody set any."""
    above = paths_above(paths[0]) if paths else []
    return Wording.objects.filter(unit__path__in=above).order_by("-unit__path").first()


@dataclass(frozen=True, slots=True)
class TalkTo:
    """With whom a client may talk beside the team: name and telephone number, empty when nobody was named."""

    adviser: str = ""
    complaints_officer: str = ""


def talk_to(path: str) -> TalkTo:
    """Return who was named nearest at or above a tree path. One query."""
    above = list(Wording.objects.filter(unit__path__in=paths_above(path)).order_by("-unit__path"))
    return TalkTo(
        adviser=next((words.adviser for words in above if words.adviser), ""),
        complaints_officer=next((words.complaints_officer for words in above if words.complaints_officer), ""),
    )
