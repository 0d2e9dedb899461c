"""Teams are merged, split, moved and closed. Rounds keep their own copy of the tree, so no figure changes by it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organisations.choices import Action, Role
from organisations.data import Actor
from organisations.life.registry import followers
from organisations.merging.base import Line
from organisations.models import ClaimRole, Device, PictureSet, Placement, RoleAssignment, Unit
from organisations.operations.claimed_roles import move_claims
from organisations.operations.staff import end_roles, give_role
from organisations.operations.traces import record
from organisations.queries.trees import paths_above


class ReorganisationRefusedError(Exception):
    """The tree cannot be changed like this; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """What would go along when a unit is merged into another, or closed.

    claims: what stands for a role on it at the sign-in of an organisation. vouched: how many of the roles come from it.
    """

    placements: int
    roles: int
    devices: int
    others: tuple[Line, ...]
    claims: int = 0
    vouched: int = 0


def standing(unit: Unit, *, on: date) -> UnitPlan:
    """Return what hangs on a unit itself on a day or later."""
    return UnitPlan(
        placements=_placements(unit, on).count(),
        roles=_roles(unit, on).count(),
        devices=Device.objects.filter(unit=unit, revoked_at=None).count(),
        others=tuple(line for follower in followers for line in follower.hangs_on(unit)),
        claims=ClaimRole.objects.filter(unit=unit).count(),
        vouched=_roles(unit, on).exclude(connection="").count(),
    )


@transaction.atomic
def merge_units(*, unit: Unit, into: Unit, actor: Actor, at: datetime) -> None:
    """Bring everybody and everything of a unit into another one from today on, and close it; its past is read there.

    Raises `ReorganisationRefusedError` for a unit that still has open units below it, and for one elsewhere.
    """
    gone, target = _locked(unit, into)
    on = localdate(at)
    _check_pair(gone, target)
    clients = _move_placements(_placements(gone, on), target, on)
    roles = list(_roles(gone, on).select_related("staff", "unit"))
    for role in roles:
        _hold_there(role, target, on, actor)
    end_roles(roles, on=on, actor=actor)
    move_claims(unit=gone, into=target, actor=actor)
    Device.objects.filter(unit=gone, revoked_at=None).update(unit=target)
    taken = PictureSet.objects.filter(unit=target).values("name")
    PictureSet.objects.filter(unit=gone).exclude(name__in=taken).update(unit=target)
    for follower in followers:
        follower.absorbed(gone, target)
        follower.moved(clients, on=on)
    Unit.objects.filter(pk=gone.pk).update(closed_on=on, merged_into=target)
    _trace(actor, gone, f"unit:{target.pk}", "merged")


@transaction.atomic
def split_unit(
    *, unit: Unit, into: Unit, placement_ids: Collection[UUID], role_ids: Collection[UUID], actor: Actor, at: datetime
) -> None:
    """Bring some clients of a unit into another one from today on, with their wishes; give some staff a role there.

    Raises `ReorganisationRefusedError` when nobody is chosen, and for a unit elsewhere.
    """
    here, there = _locked(unit, into)
    on = localdate(at)
    _check_target(here, there)
    chosen = _placements(here, on).filter(pk__in=list(placement_ids))
    if not chosen.exists():
        raise ReorganisationRefusedError(_("Choose at least one client."))
    clients = _move_placements(chosen, there, on)
    for role in _roles(here, on).filter(pk__in=list(role_ids)).select_related("staff"):
        _hold_there(role, there, on, actor)
    for follower in followers:
        follower.absorbed(here, there, clients)
        follower.moved(clients, on=on)
    _trace(actor, here, f"unit:{there.pk}", "split")


@transaction.atomic
def move_unit(*, unit: Unit, under: Unit, actor: Actor, at: datetime) -> None:
    """Hang a unit, with all below it, under another one of its provider. Raises `ReorganisationRefusedError`.

    Who worked there by a role on a unit above may not any more: what rested on them rests on the team.
    """
    moved, parent = _locked(unit, under)
    if moved.is_provider or provider_path(moved) is None or provider_path(moved) != provider_path(parent):
        raise ReorganisationRefusedError(_("A unit only moves within its provider: rights over persons stop there."))
    if parent.path.startswith(moved.path):
        raise ReorganisationRefusedError(_("A unit cannot hang under itself."))
    if parent.closed_on:
        raise ReorganisationRefusedError(_("This unit is closed. Choose another one."))
    if _children(parent).filter(name__iexact=moved.name).exclude(pk=moved.pk).exists():
        raise ReorganisationRefusedError(_("There is a unit with this name there already. Change one of the names."))
    Unit.objects.move(moved, parent, "last-child")
    moved = Unit.objects.get(pk=moved.pk)
    on = localdate(at)
    here = Placement.objects.filter(unit__path__startswith=moved.path, period__contains=on)
    clients = set(here.values_list("client", flat=True))
    for follower in followers:
        follower.moved(clients, on=on)
    _trace(actor, moved, f"unit:{parent.pk}", "moved")


@transaction.atomic
def close_unit(*, unit: Unit, actor: Actor, at: datetime) -> None:
    """Close a unit where nobody is placed: roles on it end, its tablets stop, its past stays.

    Raises `ReorganisationRefusedError` while somebody is placed there or an open unit hangs below it.
    """
    gone = Unit.objects.select_for_update().get(pk=unit.pk)
    on = localdate(at)
    _check_empty_below(gone)
    if _placements(gone, on).exists():
        raise ReorganisationRefusedError(_("Somebody is placed here. Merge this unit with another one instead."))
    end_roles(_roles(gone, on).select_related("staff", "unit"), on=on, actor=actor)
    Device.objects.filter(unit=gone, revoked_at=None).update(revoked_at=at)
    parent = Unit.objects.get(path=gone.path[: -Unit.steplen])
    for follower in followers:
        follower.absorbed(gone, parent)
    Unit.objects.filter(pk=gone.pk).update(closed_on=on)
    _trace(actor, gone, f"unit:{gone.pk}", "closed")


@transaction.atomic
def reopen_unit(*, unit: Unit, actor: Actor) -> None:
    """Open a closed unit again, of which nobody else reads the past any more. People, roles and tablets stay away.

    Raises `ReorganisationRefusedError`.
    """
    found = Unit.objects.select_for_update().get(pk=unit.pk)
    if Unit.objects.filter(path__in=paths_above(found.path), closed_on__isnull=False).exclude(pk=found.pk).exists():
        raise ReorganisationRefusedError(_("The unit above this one is closed. Open that one first."))
    Unit.objects.filter(pk=found.pk).update(closed_on=None, merged_into=None)
    _trace(actor, found, f"unit:{found.pk}", "opened again")


def provider_path(unit: Unit) -> str | None:
    """Return the tree path of the provider that a unit is or lies in; None above the providers."""
    above = Unit.objects.filter(path__in=paths_above(unit.path), is_provider=True).order_by("-depth")
    found: str | None = above.values_list("path", flat=True).first()
    return found


def _locked(one: Unit, other: Unit) -> tuple[Unit, Unit]:
    rows = {row.pk: row for row in Unit.objects.select_for_update().filter(pk__in=[one.pk, other.pk]).order_by("path")}
    return rows[one.pk], rows[other.pk]


def _check_pair(gone: Unit, target: Unit) -> None:
    _check_target(gone, target)
    _check_empty_below(gone)


def _check_target(unit: Unit, target: Unit) -> None:
    if unit.pk == target.pk:
        raise ReorganisationRefusedError(_("This is the same unit. Choose another one."))
    if provider_path(unit) is None or provider_path(unit) != provider_path(target):
        raise ReorganisationRefusedError(_("This unit is of another provider: rights over persons stop there."))
    if unit.closed_on or target.closed_on:
        raise ReorganisationRefusedError(_("This unit is closed. Choose another one."))


def _check_empty_below(unit: Unit) -> None:
    if unit.is_provider or unit.depth == 1:
        raise ReorganisationRefusedError(_("A provider, and the top of the tree, cannot be closed here."))
    if _children(unit).filter(closed_on=None).exists():
        raise ReorganisationRefusedError(_("There are units below this one. Move, merge or close those first."))


def _children(unit: Unit) -> QuerySet[Unit]:
    found: QuerySet[Unit] = Unit.objects.filter(path__startswith=unit.path, depth=unit.depth + 1)
    return found


def _placements(unit: Unit, on: date) -> QuerySet[Placement]:
    """The placements in the unit itself that hold on a day or later."""
    return Placement.objects.filter(unit=unit, period__overlap=DateRange(on, None))


def _roles(unit: Unit, on: date) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(Q(period__overlap=DateRange(on, None)), unit=unit)


def _move_placements(rows: QuerySet[Placement], target: Unit, on: date) -> Sequence[UUID]:
    """End placements today and begin the same in the target; those that begin today or later just move. The clients."""
    found = list(rows.select_for_update())
    begun = [row for row in found if row.period.lower < on]
    later = [row.pk for row in found if row.period.lower >= on]
    Placement.objects.filter(pk__in=later).update(unit=target)
    again = [_copy(row, target, on) for row in begun]
    for row in begun:
        row.period = DateRange(row.period.lower, on)
    Placement.objects.bulk_update(begun, ("period",), batch_size=500)
    Placement.objects.bulk_create(again, batch_size=500)
    return [row.client_id for row in found]


def _copy(row: Placement, target: Unit, on: date) -> Placement:
    return Placement(
        provider_id=row.provider_id,
        client_id=row.client_id,
        unit=target,
        period=DateRange(on, row.period.upper),
        law=row.law,
        product=row.product,
        client_group=row.client_group,
    )


def _hold_there(role: RoleAssignment, unit: Unit, on: date, actor: Actor) -> None:
    """Let a role hold on another unit too, in the days that it would have held; one that is there longer stays.

    What an identity provider gave still comes from there: whoever leaves there must not keep it here.
    """
    same = RoleAssignment.objects.filter(staff=role.staff, unit=unit, role=role.role)
    until = role.period.upper
    for there in same.filter(period__overlap=DateRange(on, None)):
        if there.period.upper is None or (until and until <= there.period.upper):
            return
    since = max(on, role.period.lower)
    source = role.connection
    give_role(staff=role.staff, unit=unit, role=Role(role.role), on=since, until=until, connection=source, actor=actor)


def _trace(actor: Actor, unit: Unit, thing: str, what: str) -> None:
    provider = Unit.objects.filter(path=provider_path(unit) or unit.path).get()
    record(actor=actor, action=Action.MOVE, client_id=None, provider_id=provider.pk, thing=thing, reason=f"unit {what}")
