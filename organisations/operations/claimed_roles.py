"""Roles that an identity provider gives and ends."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from organisations.choices import Action, Role
from organisations.data import SYSTEM, Actor
from organisations.identity.connections import Connection
from organisations.models import ClaimRole, RoleAssignment, Staff, Unit, UnknownClaim
from organisations.operations.staff import end_roles, give_role
from organisations.operations.traces import record
from organisations.queries.identities import claim_roles
from organisations.queries.units import keeper_of_log
from organisations.rules.identities import VOUCHED_FOR, HeldRole, RoleOnUnit, changes, claim_values


class AlreadyMappedError(Exception):
    """This value stands for this role on this unit already."""


def wanted_roles(connection: Connection, claims: Mapping[str, Any]) -> frozenset[RoleOnUnit]:
    """Return the roles that claims stand for; only on the connection's unit and below it, and on no closed unit."""
    said = claim_values(claims, connection.roles_claim)
    found = claim_roles(connection).filter(value__in=said, unit__closed_on=None)
    return frozenset((Role(one.role), one.unit_id) for one in found)


@transaction.atomic
def take_over_roles(*, staff: Staff, connection: Connection, wanted: frozenset[RoleOnUnit] | None, on: date) -> None:
    """Give and end roles so that somebody has those that the provider says; what was given by hand stays as it is.

    wanted: None when the provider vouches for the person and says nothing about roles; those from it then hold on.
    """
    rows = {_role(row): row for row in RoleAssignment.objects.select_for_update().filter(staff=staff)}
    held = [_held(row, connection) for row in rows.values()]
    ours = frozenset(one.role for one in held if one.by_provider and one.holds(on))
    todo = changes(held, ours if wanted is None else wanted, on=on)
    until = on + VOUCHED_FOR
    units = Unit.objects.in_bulk([unit_id for _name, unit_id in todo.give])
    for role, unit_id in sorted(todo.give):
        give_role(
            staff=staff,
            unit=units[unit_id],
            role=role,
            on=on,
            until=until,
            connection=connection.key,
            actor=SYSTEM,
        )
    for row in (rows[kept] for kept in todo.keep_on):
        RoleAssignment.objects.filter(pk=row.pk).update(period=DateRange(row.period.lower, until))
    end_roles([rows[ended] for ended in sorted(todo.end)], on=on, actor=SYSTEM)


def _role(row: RoleAssignment) -> RoleOnUnit:
    return Role(row.role), row.unit_id


def _held(row: RoleAssignment, connection: Connection) -> HeldRole:
    return HeldRole(_role(row), row.period.upper, row.connection == connection.key)


def has_a_role(staff: Staff, *, on: date) -> bool:
    """Return whether somebody has any role on a day."""
    return RoleAssignment.objects.filter(staff=staff, period__contains=on).exists()


@transaction.atomic
def map_claim(*, connection: Connection, value: str, role: Role, unit: Unit, actor: Actor) -> ClaimRole:
    """Let a value of the provider stand for a role on a unit, from the next sign-in on. Raises `AlreadyMappedError`."""
    mapped, new = ClaimRole.objects.get_or_create(connection=connection.key, value=value, role=role, unit=unit)
    if not new:
        raise AlreadyMappedError
    UnknownClaim.objects.filter(connection=connection.key, value=value).delete()
    _trace(mapped, Action.CREATE, actor)
    return mapped


@transaction.atomic
def unmap_claim(*, mapped: ClaimRole, on: date, actor: Actor) -> int:
    """Let a value stand for a role no more, which ends that role now for everybody who has it through the provider.

    Whoever has it through another value too gets it back at the next sign-in. Returns for how many it ended.
    """
    of_provider = RoleAssignment.objects.select_for_update().filter(connection=mapped.connection)
    found = list(of_provider.filter(role=mapped.role, unit=mapped.unit_id, period__contains=on))
    other = ClaimRole.objects.filter(connection=mapped.connection, role=mapped.role, unit=mapped.unit_id)
    still = other.exclude(pk=mapped.pk).exists()
    _trace(mapped, Action.REMOVE, actor)
    mapped.delete()
    if still:
        return 0
    end_roles(found, on=on, actor=actor)
    return len(found)


@transaction.atomic
def move_claims(*, unit: Unit, into: Unit, actor: Actor) -> None:
    """Let what stands for a role on a unit stand for the same role on another one, as when it is merged into it."""
    for mapped in ClaimRole.objects.select_for_update().filter(unit=unit):
        same = {"connection": mapped.connection, "value": mapped.value, "role": mapped.role}
        if ClaimRole.objects.filter(unit=into, **same).exists():
            _trace(mapped, Action.REMOVE, actor)
            mapped.delete()
        else:
            mapped.unit = into
            mapped.save(update_fields=["unit"])
            _trace(mapped, Action.MOVE, actor)


def _trace(mapped: ClaimRole, action: Action, actor: Actor) -> None:
    keeper = keeper_of_log(mapped.unit)
    thing, reason = f"claim-role:{mapped.pk}", f"{mapped.role} {mapped.unit_id}"
    record(actor=actor, action=action, client_id=None, provider_id=keeper.pk, thing=thing, reason=reason)
