"""Accounts and roles of staff."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from organisations.choices import Action, MailKind, Role
from organisations.data import SYSTEM, Actor
from organisations.models import RoleAssignment, Staff, StaffInvitation, Unit, User
from organisations.operations.mail import ask_for_mail
from organisations.operations.sessions import end_sessions
from organisations.operations.traces import record
from organisations.queries.staff import has_roles_outside
from organisations.queries.units import keeper_of_log

# No letters and digits that look alike: a first password is read aloud or copied from paper.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS = 4
FIRST_PASSWORD_FOR = timedelta(days=7)


class UserNameTakenError(Exception):
    """Somebody else signs in with this name already."""


class EmailTakenError(Exception):
    """Somebody else has this e-mail address already."""


class RolesElsewhereError(Exception):
    """Somebody has a role outside the units that the one who asks administers."""


class OwnAccountError(Exception):
    """Nobody opens their own account as its administrator: an open page would then be enough to take it over."""


class OwnAdministrationError(Exception):
    """Nobody takes the administrator's role from themselves: nobody might be left who could give it back."""


class RoleNeverHoldsError(ValueError):
    """A role would end before it begins."""


@transaction.atomic
def add_staff(
    *, name: str, username: str, unit: Unit, role: Role, on: date, until: date | None = None, actor: Actor = SYSTEM
) -> tuple[Staff, str]:
    """Give somebody an account with a role on a unit from a day on; return them and the first password.

    The password (95 bits) is stored as a hash only, so it can be shown once. It lets in for a week, and to nothing but
    choosing another one. Raises `UserNameTakenError`.
    """
    password = new_password()
    staff = new_account(name=name, username=username, email="", password=password)
    staff.user.first_password_until = on + FIRST_PASSWORD_FOR
    staff.user.save(update_fields=["first_password_until"])
    give_role(staff=staff, unit=unit, role=role, on=on, until=until, actor=actor)
    return staff, password


@transaction.atomic
def new_account(*, name: str, username: str, email: str, password: str | None) -> Staff:
    """Make an account with a staff record; without a password nobody can sign in to it yet.

    Raises `UserNameTakenError` and `EmailTakenError`.
    """
    if email and User.objects.filter(email__iexact=email).exists():
        raise EmailTakenError
    try:
        with transaction.atomic():
            user = User.objects.create_user(username=username, email=email, password=password)
    except IntegrityError as error:
        raise (EmailTakenError if "one_account_per_email" in str(error) else UserNameTakenError) from error
    return Staff.objects.create(user=user, name=name)


def new_password() -> str:
    """Return a random password in groups of five, such as `k7qfm-2xwab-9hcde-rst4u`."""
    groups = ("".join(secrets.choice(SIGNS) for _sign in range(5)) for _group in range(GROUPS))
    return "-".join(groups)


@transaction.atomic
def renew_password(
    *, staff: Staff, within: tuple[str, ...], by: UUID | None, on: date, at: datetime, actor: Actor = SYSTEM
) -> str:
    """Give somebody a new first password, which ends their sessions everywhere; return it, to be shown once.

    `within` are the tree paths that the one who does this administers, `by` is their id of staff. The owner is told by
    mail. Raises like `check_may_open`. Somebody who had left can sign in again.
    """
    check_may_open(staff, within, by=by, on=on)
    password = new_password()
    user = User.objects.select_for_update().get(pk=staff.user_id)
    user.set_password(password)
    user.is_active, user.first_password_until = True, on + FIRST_PASSWORD_FOR
    user.save(update_fields=["password", "is_active", "first_password_until"])
    end_sessions(user_id=user.pk)
    StaffInvitation.objects.filter(staff=staff, accepted_at=None).delete()
    trace_account(staff, Action.PASSWORD_RENEWED, actor)
    ask_for_mail(kind=MailKind.PASSWORD_CHANGED, user=user, at=at)
    return password


def check_may_open(staff: Staff, within: tuple[str, ...], *, by: UUID | None, on: date) -> None:
    """Judge whether the administrator `by` of the tree paths `within` may make a way into somebody's account.

    Raises `OwnAccountError`, and `RolesElsewhereError` for somebody with a role outside them: whoever gets in could use
    that role too.
    """
    if staff.pk == by:
        raise OwnAccountError
    if has_roles_outside(staff, within, on=on):
        raise RolesElsewhereError


@transaction.atomic
def give_role(
    *,
    staff: Staff,
    unit: Unit,
    role: Role,
    on: date,
    until: date | None = None,
    connection: str = "",
    actor: Actor = SYSTEM,
) -> RoleAssignment:
    """Give a role on a unit from a day on, up to and without the day `until` if there is one.

    A role that is held already keeps its beginning and gets the new end. connection: which identity provider gives it,
    and ends it; empty for by hand, which one that a provider gave becomes too. Raises `RoleNeverHoldsError`.
    """
    if until is not None and until <= on:
        raise RoleNeverHoldsError
    assignment, created = RoleAssignment.objects.select_for_update().get_or_create(
        staff=staff, unit=unit, role=role, defaults={"period": DateRange(on, until)}
    )
    if not created and assignment.period.upper != until:
        ended = assignment.period.upper is not None and assignment.period.upper <= on
        assignment.period = DateRange(on if ended else assignment.period.lower, until)
        assignment.save(update_fields=["period"])
    if assignment.connection != connection:
        assignment.connection = connection
        assignment.save(update_fields=["connection"])
    _trace(assignment, Action.ROLE_GIVEN, actor)
    return assignment


@transaction.atomic
def end_role(*, assignment: RoleAssignment, by: UUID, on: date, actor: Actor = SYSTEM) -> None:
    """End a role: from this day on it no longer holds, and its holder has to sign in anew.

    `by` is the id of the staff member who ends it. Raises `OwnAdministrationError`.
    """
    if assignment.role == Role.ADMINISTRATOR and assignment.staff_id == by:
        raise OwnAdministrationError
    end_roles([assignment], on=on, actor=actor)
    end_sessions(user_id=assignment.staff.user_id)


@transaction.atomic
def end_roles(assignments: Iterable[RoleAssignment], *, on: date, actor: Actor) -> None:
    """End roles from a day on; those that would only begin then never were."""
    for assignment in assignments:
        _trace(assignment, Action.ROLE_ENDED, actor)
        if assignment.period.lower >= on:
            assignment.delete()
        else:
            RoleAssignment.objects.filter(pk=assignment.pk).update(period=DateRange(assignment.period.lower, on))


def trace_account(staff: Staff, action: Action, actor: Actor, *, reason: str = "") -> None:
    """Keep in the access log what was done to somebody's account: once for each keeper of their roles."""
    units = Unit.objects.filter(role_assignments__staff=staff).distinct()
    for keeper in {keeper_of_log(unit).pk for unit in units}:
        thing = f"staff:{staff.pk}"
        record(actor=actor, action=action, client_id=None, provider_id=keeper, thing=thing, reason=reason)


def _trace(assignment: RoleAssignment, action: Action, actor: Actor) -> None:
    keeper = keeper_of_log(assignment.unit)
    record(
        actor=actor,
        action=action,
        client_id=None,
        provider_id=keeper.pk,
        thing=f"staff:{assignment.staff_id}",
        reason=f"{assignment.role} {assignment.unit_id}",
    )
