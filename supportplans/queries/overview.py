"""The clients of a member of staff, by team, with what there is to do for each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from organisations.access import below, clients
from organisations.choices import PERSON_ROLES
from organisations.data import Rights
from organisations.models import Client, Placement, Unit
from supportplans.choices import Step
from supportplans.models import Wish
from supportplans.queries.standing import STANDING, with_standing
from supportplans.rules.next_step import Standing, next_step, steps
from surveys.choices import RoundStatus
from surveys.models import Round

Annotated = QuerySet[Any]
"""Clients with what the database decided about each; the types do not know annotations."""
PAGE_SIZE = 50
SHOWN = ("pk", "first_name", "last_name", "team_name", *STANDING)
CONDITIONS = {Step.ASK: "still_to_ask", Step.AGREE: "wish_waits", Step.LOOK_BACK: "over_date", Step.TELL: "to_tell"}


@dataclass(frozen=True, slots=True)
class Row:
    """One client: where, what there is to do, and the wishes that wait, each with its person and deputy."""

    client_id: UUID
    first_name: str
    last_name: str
    team: str
    steps: tuple[Step, ...]
    next_step: Step
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """One page of clients; the counts are over all of them, whatever was searched for."""

    rows: tuple[Row, ...]
    page: Page[Any]
    counts: dict[str, int]
    rounds: tuple[Round, ...]
    teams: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which clients to show: all, those with one sort of thing to do, of one team, or whose name is searched for."""

    step: Step | None = None
    team_id: UUID | None = None
    search: str = ""


def overview(rights: Rights, *, on: date, selection: Selection, number: int = 1) -> Overview:
    """Return a page of the clients that may be seen on a day, in a fixed number of queries."""
    mine = with_standing(_with_team(clients(rights, on=on), rights, on), on=on)
    selected = _selected(mine, selection).order_by("team_path", "first_name", "last_name", "pk")
    page = Paginator(selected.values(*SHOWN), PAGE_SIZE).get_page(number)
    return Overview(
        rows=tuple(_rows(list(page))),
        page=page,
        counts=_counts(mine),
        rounds=tuple(_open_rounds(mine)),
        teams=tuple(Unit.objects.filter(pk__in=mine.values("team_id")).order_by("path")),
    )


def _with_team(found: QuerySet[Client], rights: Rights, on: date) -> Annotated:
    """Add the team under which a client is shown: the first place that the reader's role reaches."""
    places = Placement.objects.filter(
        below(rights.paths(*PERSON_ROLES), "unit__path"), client=OuterRef("pk"), period__contains=on
    ).order_by("unit__path")[:1]
    return found.annotate(
        team_id=Subquery(places.values("unit")),
        team_path=Subquery(places.values("unit__path")),
        team_name=Subquery(places.values("unit__name")),
    )


def _selected(found: Annotated, selection: Selection) -> Annotated:
    if selection.step:
        found = found.filter(**{CONDITIONS[selection.step]: True})
    if selection.team_id:
        found = found.filter(team_id=selection.team_id)
    for word in selection.search.split():
        found = found.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(number__iexact=word))
    return found


def _counts(mine: Annotated) -> dict[str, int]:
    """Count all clients, those invited, and those with each sort of thing to do."""
    conditions = {step.value: name for step, name in CONDITIONS.items()} | {"invited": "is_invited"}
    sums = {name: Count("pk", filter=Q(**{condition: True})) for name, condition in conditions.items()}
    counts: dict[str, int] = mine.aggregate(all=Count("pk"), **sums)
    return counts


def _open_rounds(mine: Annotated) -> QuerySet[Round]:
    theirs = Round.objects.filter(status=RoundStatus.OPEN, frame__client__in=mine.values("pk"))
    return theirs.distinct().order_by("closes_on", "name")


def _rows(records: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    wishes = _waiting_wishes([record["pk"] for record in records])
    for record in records:
        standing = Standing(**{name: record[name] for name in STANDING})
        yield Row(
            client_id=record["pk"],
            first_name=record["first_name"],
            last_name=record["last_name"],
            team=record["team_name"] or _("Opened in an emergency"),
            steps=steps(standing),
            next_step=next_step(standing),
            wishes=tuple(wishes.get(record["pk"], ())),
        )


def _waiting_wishes(client_ids: Sequence[UUID]) -> dict[UUID, list[Wish]]:
    found: dict[UUID, list[Wish]] = {}
    waiting = Wish.objects.filter(client__in=client_ids, agreements=None, ended_at=None).select_related(
        "flag", "person", "deputy", "came_from"
    )
    for wish in waiting.order_by("created_at", "pk"):
        found.setdefault(wish.client_id, []).append(wish)
    return found
