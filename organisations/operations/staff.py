"""Accounts and roles of staff."""

import secrets
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from organisations.choices import Role
from organisations.models import RoleAssignment, Staff, Unit, User
from organisations.queries.staff import has_roles_outside

# No letters and digits that look alike: a first password is read aloud or copied from paper.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS = 4


class UserNameTakenError(Exception):
    """Somebody else signs in with this name already."""


class RolesElsewhereError(Exception):
    """Somebody has a role outside the units that the one who asks administers."""


class OwnAdministrationError(Exception):
    """Nobody takes the administrator's role from themselves: nobody might be left who could give it back."""


@transaction.atomic
def add_staff(*, name: str, username: str, unit: Unit, role: Role, on: date) -> tuple[Staff, str]:
    """Give somebody an account with a role on a unit from a day on; return them and the first password.

    The password (95 bits) is stored as a hash only, so it can be shown once. Raises `UserNameTakenError`.
    """
    password = new_password()
    try:
        with transaction.atomic():
            user = User.objects.create_user(username=username, password=password)
    except IntegrityError as error:
        raise UserNameTakenError from error
    staff = Staff.objects.create(user=user, name=name)
    give_role(staff=staff, unit=unit, role=role, on=on)
    return staff, password


def new_password() -> str:
    """Return a random password in groups of five, such as `k7qfm-2xwab-9hcde-rst4u`."""
    groups = ("".join(secrets.choice(SIGNS) for _sign in range(5)) for _group in range(GROUPS))
    return "-".join(groups)


@transaction.atomic
def renew_password(*, staff: Staff, within: tuple[str, ...], on: date) -> str:
    """Give somebody a new first password, which ends their sessions everywhere; return it, to be shown once.

    `within` are the tree paths that the one who does this administers. Raises `RolesElsewhereError` for somebody with
    a role outside them: whoever knows the new password could use that role too.
    """
    if has_roles_outside(staff, within, on=on):
        raise RolesElsewhereError
    password = new_password()
    user = User.objects.select_for_update().get(pk=staff.user_id)
    user.set_password(password)
    user.save(update_fields=["password"])
    return password


@transaction.atomic
def give_role(*, staff: Staff, unit: Unit, role: Role, on: date) -> RoleAssignment:
    """Give a role on a unit from a day on, without an end; a role that is held already stays as it is."""
    assignment, created = RoleAssignment.objects.select_for_update().get_or_create(
        staff=staff, unit=unit, role=role, defaults={"period": DateRange(on, None)}
    )
    if not created and assignment.period.upper is not None:
        assignment.period = DateRange(on, None)
        assignment.save(update_fields=["period"])
    return assignment


@transaction.atomic
def end_role(*, assignment: RoleAssignment, by: UUID, on: date) -> None:
    """End a role: from this day on it no longer holds. `by` is the id of the staff member who ends it.

    Raises `OwnAdministrationError`.
    """
    if assignment.role == Role.ADMINISTRATOR and assignment.staff_id == by:
        raise OwnAdministrationError
    if assignment.period.lower >= on:
        assignment.delete()
        return
    RoleAssignment.objects.filter(pk=assignment.pk).update(period=DateRange(assignment.period.lower, on))
