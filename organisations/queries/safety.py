"""How many accounts, tokens and backups are not as they should be: numbers and moments, nobody's name."""

from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q, QuerySet

from organisations.models import ApiToken, Backup, RoleAssignment, Tombstone
from organisations.queries.accounts import SECOND_STEPS
from organisations.queries.trees import below
from organisations.rules.second_factor import WITHOUT

Paths = tuple[str, ...] | None
"""The tree paths at or below which is counted; None for everywhere."""


def last_backup() -> datetime | None:
    """Return when the last backup was made. One query."""
    return Backup.objects.values_list("made_at", flat=True).first()


def last_tried_backup() -> datetime | None:
    """Return when a backup was last restored elsewhere and compared. One query."""
    tried = Backup.objects.exclude(tried_at=None).order_by("-tried_at")
    return tried.values_list("tried_at", flat=True).first()


def erased() -> int:
    """Return how many people were erased. One query."""
    return Tombstone.objects.values("mark").distinct().count()


def without_second_step(paths: Paths, *, on: date) -> int:
    """Return how many people hold a role that asks for a second step, and have none. One query."""
    steps = Authenticator.objects.filter(user=OuterRef("staff__user"), type__in=SECOND_STEPS)
    held = _roles(paths).filter(period__contains=on, staff__user__is_active=True).exclude(role__in=WITHOUT)
    return _people(held.exclude(Exists(steps)))


def sleeping(paths: Paths, *, on: date, since: datetime) -> int:
    """Return how many people hold a role without an end and have not signed in since a moment. One query."""
    held = _roles(paths).filter(period__contains=on, period__upper_inf=True, staff__user__is_active=True)
    never = Q(staff__user__last_login=None, staff__user__date_joined__lt=since)
    return _people(held.filter(never | Q(staff__user__last_login__lt=since)))


def unused_tokens(paths: Paths, *, at: datetime, since: datetime) -> int:
    """Return how many tokens work now, and were neither made nor used since a moment. One query."""
    alive = ApiToken.objects.filter(revoked_at=None, expires_at__gt=at, made_at__lt=since)
    unused = alive.filter(Q(last_used_at=None) | Q(last_used_at__lt=since))
    return unused.filter(Q() if paths is None else below(paths, "unit__path")).count()


def _roles(paths: Paths) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(Q() if paths is None else below(paths, "unit__path"))


def _people(roles: QuerySet[RoleAssignment]) -> int:
    return roles.values("staff").distinct().count()
