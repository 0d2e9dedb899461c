"""Somebody of staff leaves: their work goes to colleagues, their roles and sign-ins end, all at once."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import QuerySet

from organisations.data import SYSTEM, Actor
from organisations.leaving import work_of_staff
from organisations.models import RoleAssignment, Staff, StaffInvitation, User
from organisations.operations.sessions import end_sessions
from organisations.operations.staff import OwnAdministrationError, end_roles
from organisations.queries.leaving import TeamWork, work_left
from organisations.queries.trees import below

Heirs = Mapping[UUID, UUID | None]
"""Who takes the work of a team, by the id of the team; None leaves it with the team."""


class NotOfThisTeamError(Exception):
    """Somebody would take over work of a team in which they have no role over persons."""


@transaction.atomic
def leave(*, staff: Staff, heirs: Heirs, within: tuple[str, ...], by: UUID, on: date, actor: Actor = SYSTEM) -> None:
    """Let somebody go from a day on: from the units at or below the tree paths `within`.

    Work of a team that `heirs` does not name stays with the team. Who has no role left anywhere cannot sign in any
    more. Raises `NotOfThisTeamError`, and `operations.staff.OwnAdministrationError` for who would let themselves go.
    """
    if staff.pk == by:
        raise OwnAdministrationError
    leaver = Staff.objects.select_for_update(of=("self",)).get(pk=staff.pk)
    for work in work_left(leaver, within, on=on):
        _hand_over(leaver, work, heirs.get(work.team.pk), on)
    held = _held(leaver, on)
    end_roles(held.filter(below(within, "unit__path")).select_related("unit"), on=on, actor=actor)
    end_sessions(user_id=leaver.user_id)
    if not _held(leaver, on).exists():
        _close(leaver)


def _held(staff: Staff, on: date) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(staff=staff, period__overlap=DateRange(on, None))


def _hand_over(leaver: Staff, work: TeamWork, heir: UUID | None, on: date) -> None:
    if heir is not None and heir not in {colleague.pk for colleague in work.heirs}:
        raise NotOfThisTeamError
    for kind in work_of_staff.kinds():
        kind.hand_over(of=leaver.pk, to=heir, team_id=work.team.pk, on=on)


def _close(leaver: Staff) -> None:
    User.objects.filter(pk=leaver.user_id).update(is_active=False)
    Staff.objects.filter(pk=leaver.pk).update(pin_hash="")
    StaffInvitation.objects.filter(staff=leaver, accepted_at=None).delete()
