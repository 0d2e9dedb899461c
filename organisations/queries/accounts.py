"""Reads about accounts: the second step, and open sign-ins."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef

from organisations.models import Mail, User
from organisations.rules.browsers import described

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class SignIn:
    """An open sign-in: on what device, since when, when used last, and whether it is the one that asks."""

    pk: int
    device: str
    since: datetime
    last_used: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class SecondSteps:
    """What somebody set up: an app with codes, passkeys, and how many recovery codes are left (None: never made)."""

    has_app: bool
    passkeys: tuple[Authenticator, ...]
    recovery_codes: int | None

    @property
    def any(self) -> bool:
        """Whether there is a second step at all; recovery codes alone are none."""
        return self.has_app or bool(self.passkeys)


def has_second_factor(user: User) -> bool:
    """Return whether somebody set up a second step. One query."""
    return bool(Authenticator.objects.filter(user=user, type__in=SECOND_STEPS).exists())


def second_steps(user: User) -> SecondSteps:
    """Return what somebody set up. One query."""
    found = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    kinds = {one.type: one for one in found}
    codes = kinds.get(Authenticator.Type.RECOVERY_CODES)
    return SecondSteps(
        has_app=Authenticator.Type.TOTP in kinds,
        passkeys=tuple(one for one in found if one.type == Authenticator.Type.WEBAUTHN),
        recovery_codes=len(codes.wrap().get_unused_codes()) if codes else None,
    )


def open_sign_ins(user: User, *, this_key: str | None, at: datetime) -> Iterator[SignIn]:
    """Yield the open sign-ins, the one that asks first, then by last use. One query."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    found: list[Any] = list(UserSession.objects.filter(Exists(alive), user=user).order_by("-last_seen_at"))
    for one in sorted(found, key=lambda row: row.session_key != this_key):
        device = described(one.user_agent)
        yield SignIn(one.pk, device, one.created_at, one.last_seen_at, one.session_key == this_key)


def mail_to_send(*, before: datetime, limit: int) -> list[UUID]:
    """Return the mail that was asked for before a moment and is still here, the oldest first."""
    waiting = Mail.objects.filter(asked_at__lt=before).order_by("asked_at")
    return list(waiting.values_list("pk", flat=True)[:limit])
