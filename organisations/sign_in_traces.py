"""Signing in, failing to, and signing out, kept in the access log.

Whoever fails under a name that nobody has leaves an event without that name: it may be a password typed too early.
"""

from typing import Any
from uuid import UUID

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.http import HttpRequest

from organisations.choices import Action, ActorKind, Role
from organisations.data import Actor
from organisations.models import Relative, RoleAssignment, Staff, Unit, User
from organisations.operations.traces import event, keep
from organisations.queries.trees import paths_above
from organisations.tracing import reference


def connect() -> None:
    """Begin to listen."""
    user_logged_in.connect(_signed_in, dispatch_uid="traces")
    user_logged_out.connect(_signed_out, dispatch_uid="traces")
    user_login_failed.connect(_failed, dispatch_uid="traces")


def _signed_in(*, request: HttpRequest | None, user: User, **_signal: Any) -> None:
    _trace(Action.SIGN_IN, user, request)


def _signed_out(*, request: HttpRequest | None, user: User | None, **_signal: Any) -> None:
    if user is not None:
        _trace(Action.SIGN_OUT, user, request)


def _failed(*, credentials: dict[str, Any], request: HttpRequest | None = None, **_signal: Any) -> None:
    name = credentials.get("username") or credentials.get("email") or ""
    user = User.objects.filter(username__iexact=name).first() if name else None
    _trace(Action.SIGN_IN_FAILED, user, request)


@transaction.atomic
def _trace(action: Action, user: User | None, request: HttpRequest | None) -> None:
    """Keep the event in the log of every provider where somebody has or had a role; without one in that of the top.

    That of a relative stands in the log of the provider that knows them.
    """
    if relative := Relative.objects.filter(user=user).first() if user else None:
        actor = Actor(ActorKind.RELATIVE, relative.pk, (), reference(request) if request else "")
        keep([event(actor=actor, action=action, client_id=None, provider_id=relative.provider_id)])
        return
    staff = Staff.objects.filter(user=user).first() if user else None
    roles = list(RoleAssignment.objects.filter(staff=staff).select_related("unit")) if staff else []
    actor = Actor(
        ActorKind.STAFF if user else ActorKind.UNKNOWN,
        staff.pk if staff else user.pk if user else None,
        tuple(sorted({Role(one.role) for one in roles if one.role in Role.values})),
        reference(request) if request else "",
    )
    keepers = _keepers({one.unit.path for one in roles})
    keep(event(actor=actor, action=action, client_id=None, provider_id=keeper) for keeper in sorted(keepers))


def _keepers(places: set[str]) -> set[UUID]:
    """Return the providers of some places in the tree, and the unit at the top for what lies above every provider."""
    if not places:
        return set(Unit.objects.filter(depth=1).values_list("pk", flat=True))
    above = {path for place in places for path in paths_above(place)}
    units = {unit.path: unit for unit in Unit.objects.filter(path__in=above)}
    return {_keeper([units[path] for path in paths_above(place)]) for place in places}


def _keeper(chain: list[Unit]) -> UUID:
    found: UUID = next((unit.pk for unit in reversed(chain) if unit.is_provider), chain[0].pk)
    return found
