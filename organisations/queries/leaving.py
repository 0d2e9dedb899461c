"""What somebody who leaves has under way, and who in each team could take it over."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from organisations.choices import PERSON_ROLES
from organisations.leaving import work_of_staff
from organisations.models import RoleAssignment, Staff, Unit
from organisations.queries.trees import paths_above


@dataclass(frozen=True, slots=True)
class TeamWork:
    """The work of somebody in one team: how much of each kind, and the colleagues who may take it over, by name."""

    team: Unit
    counts: tuple[tuple[str | Promise, int], ...]
    heirs: tuple[Staff, ...]


def work_left(staff: Staff, within: tuple[str, ...], *, on: date) -> list[TeamWork]:
    """Return the work of somebody in the teams at or below tree paths, team by team. A fixed number of queries."""
    found = [(work.label, work.count(staff.pk, on=on)) for work in work_of_staff.kinds()]
    ids = {team_id for _label, counts in found for team_id in counts}
    teams = [team for team in Unit.objects.filter(pk__in=ids).order_by("path") if team.path.startswith(within)]
    heirs = _heirs(teams, but=staff, on=on)
    return [
        TeamWork(
            team=team,
            counts=tuple((label, counts[team.pk]) for label, counts in found if team.pk in counts),
            heirs=tuple(heirs[team.pk]),
        )
        for team in teams
    ]


def _heirs(teams: Iterable[Unit], *, but: Staff, on: date) -> Mapping[UUID, list[Staff]]:
    """Return who has a role over persons in each team, given there or above it within the provider. Two queries."""
    providers = _providers(teams)
    above = {team.pk: _up_to_provider(team, providers) for team in teams}
    paths = {path for one in above.values() for path in one}
    held = RoleAssignment.objects.filter(
        role__in=PERSON_ROLES, unit__path__in=paths, period__contains=on, staff__user__is_active=True
    ).exclude(staff=but)
    at: dict[str, dict[UUID, Staff]] = defaultdict(dict)
    for role in held.select_related("staff", "unit"):
        at[role.unit.path][role.staff_id] = role.staff
    return {team.pk: _by_name(at[path] for path in above[team.pk]) for team in teams}


def _by_name(groups: Iterable[Mapping[UUID, Staff]]) -> list[Staff]:
    found = {pk: staff for group in groups for pk, staff in group.items()}
    return sorted(found.values(), key=lambda one: one.name.casefold())


def _providers(teams: Iterable[Unit]) -> frozenset[str]:
    paths = {path for team in teams for path in paths_above(team.path)}
    return frozenset(Unit.objects.filter(path__in=paths, is_provider=True).values_list("path", flat=True))


def _up_to_provider(team: Unit, providers: frozenset[str]) -> list[str]:
    """Return the tree paths from a team's provider down to the team; none without a provider."""
    chain = paths_above(team.path)
    tops = [number for number, path in enumerate(chain) if path in providers]
    return chain[tops[-1] :] if tops else []
