"""Ending sign-ins, of oneself and of others."""

from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

AT_ONCE = 1000


@transaction.atomic
def end_sessions(*, user_id: UUID, but: str | None = None) -> int:
    """End somebody's sign-ins everywhere, except the one with the key `but`; return how many there were."""
    return _end(UserSession.objects.filter(user_id=user_id).exclude(session_key=but or ""))


@transaction.atomic
def end_session(*, user_id: UUID, pk: int) -> int:
    """End one sign-in of somebody; of another person or one that ended already it does nothing and returns 0."""
    return _end(UserSession.objects.filter(user_id=user_id, pk=pk))


@transaction.atomic
def forget_ended_sessions(*, at: datetime, limit: int = AT_ONCE) -> None:
    """Remove sign-ins that ended by themselves, a bounded number at a time."""
    over = Session.objects.filter(expire_date__lte=at).values_list("pk", flat=True)[:limit]
    Session.objects.filter(pk__in=list(over)).delete()
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    left = UserSession.objects.filter(~Exists(alive)).values_list("pk", flat=True)[:limit]
    UserSession.objects.filter(pk__in=list(left)).delete()


def _end(found: QuerySet[Any]) -> int:
    keys = list(found.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    found.delete()
    return len(keys)
