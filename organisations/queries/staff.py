"""Reads about staff. An administrator sees those with a role, now or before, at or below the own units."""

from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from organisations.choices import PERSON_ROLES, Role
from organisations.data import Rights
from organisations.models import RoleAssignment, Staff, StaffInvitation
from organisations.queries.trees import below, paths_above


def staff_of(rights: Rights, *, on: date, search: str = "") -> QuerySet[Staff]:
    """Return the staff that an administrator sees, by name, each with `current_roles` there on a day. Two queries.

    `search` is a part of a name or a user name.
    """
    roles = roles_of(rights)
    current = roles.filter(period__contains=on).select_related("unit").order_by("unit__path", "role")
    found = Staff.objects.filter(roles__in=roles).select_related("user").distinct().order_by("name", "pk")
    if search:
        found = found.filter(Q(name__icontains=search) | Q(user__username__icontains=search))
    return found.prefetch_related(Prefetch("roles", queryset=current, to_attr="current_roles"))


def member(rights: Rights, staff_id: UUID, *, on: date) -> Staff:
    """Return one of them; raises `Http404` for a stranger."""
    return get_object_or_404(staff_of(rights, on=on), pk=staff_id)


def open_invitation(member: Staff) -> StaffInvitation | None:
    """Return the invitation that somebody did not use yet, if there is one."""
    return StaffInvitation.objects.filter(staff=member, accepted_at=None).first()


def has_roles_outside(member: Staff, paths: tuple[str, ...], *, on: date) -> bool:
    """Return whether somebody holds a role, on a day or later, that is neither at nor below one of the tree paths."""
    from_now = RoleAssignment.objects.filter(staff=member, period__overlap=DateRange(on, None))
    return from_now.exclude(below(paths, "unit__path")).exists()


def roles_of(rights: Rights) -> QuerySet[RoleAssignment]:
    """Return the roles, past ones too, at or below the units that somebody administers."""
    return RoleAssignment.objects.filter(below(rights.paths(Role.ADMINISTRATOR), "unit__path"))


def role(rights: Rights, role_id: UUID, *, on: date) -> RoleAssignment:
    """Return one of those roles that holds on a day; raises `Http404` for a stranger."""
    current = roles_of(rights).filter(period__contains=on).select_related("unit", "staff")
    return get_object_or_404(current, pk=role_id)


def role_towards(member: Staff, path: str, *, within: str, on: date) -> Role | None:
    """Return the role over persons that somebody holds for a tree path on a day, a support worker's first.

    `within` is the path of the provider: a role above it reaches no person.
    """
    found = _over_persons(path, within, on).filter(staff=member).order_by("role").values_list("role", flat=True).first()
    return Role(found) if found else None


def workers_for(path: str, *, within: str, on: date) -> QuerySet[Staff]:
    """Return those who may be the own support worker of a client placed at a tree path, by name."""
    held = _over_persons(path, within, on)
    return Staff.objects.filter(roles__in=held, user__is_active=True).distinct().order_by("name", "pk")


def _over_persons(path: str, within: str, on: date) -> QuerySet[RoleAssignment]:
    paths = [above for above in paths_above(path) if above.startswith(within)]
    return RoleAssignment.objects.filter(role__in=PERSON_ROLES, unit__path__in=paths, period__contains=on)
