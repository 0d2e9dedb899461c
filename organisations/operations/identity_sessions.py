"""Sign-ins for which an identity provider vouches: how they begin, go on and end."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models, transaction

from organisations.identity.connections import Connection
from organisations.identity.errors import RefusedError
from organisations.identity.signing_off import LogoutNotice
from organisations.models import ExternalIdentity, IdentitySession, Staff, UsedLogoutToken
from organisations.operations.claimed_roles import has_a_role, take_over_roles, wanted_roles
from organisations.operations.sessions import end_sessions
from organisations.rules.identities import says_roles
from organisations.sealing import KeyLostError, SealBrokenError, seal, unseal

CHECKS_MISSED = 4
"""A sign-in ends when so many checks in a row could not be made."""


class Refusal(StrEnum):
    """Why somebody whom a provider knows cannot come in."""

    NO_ROLES = "no_roles"
    LEFT = "left"


def refusal(staff: Staff, *, on: date) -> Refusal | None:
    """Return why somebody may not be signed in on a day; None for who may."""
    if not staff.user.is_active:
        return Refusal.LEFT
    return None if has_a_role(staff, on=on) else Refusal.NO_ROLES


def new_session(*, identity: ExternalIdentity, sid: str, refresh_token: str, at: datetime) -> IdentitySession:
    """Keep that the provider vouches for a sign-in, with what it is to be asked again."""
    session = IdentitySession(
        identity=identity, sid=sid[:255], began_at=at, check_at=at + _interval(), ends_at=_end(at)
    )
    session.refresh_token = _sealed(session, refresh_token)
    session.save()
    return session


def _interval() -> timedelta:
    return timedelta(minutes=settings.OIDC_RECHECK_MINUTES)


def _end(at: datetime) -> datetime:
    return at + CHECKS_MISSED * _interval()


def bound_to(session: IdentitySession) -> str:
    """Return the place for which the token of a sign-in is sealed."""
    return f"identity-session:{session.pk}"


def _sealed(session: IdentitySession, refresh_token: str) -> bytes:
    return seal(refresh_token.encode(), bound_to=bound_to(session)) if refresh_token else b""


@transaction.atomic
def sign_out_everywhere(identity: ExternalIdentity) -> None:
    """End every sign-in of somebody, also one with a password of this site."""
    identity.sessions.all().delete()
    end_sessions(user_id=identity.staff.user_id)


@dataclass(frozen=True, slots=True)
class Due:
    """A sign-in of which the provider is to be asked whether it still holds."""

    session_id: UUID
    connection_key: str
    subject: str
    refresh_token: str = field(repr=False)


@transaction.atomic
def take_due(*, at: datetime) -> Due | None:
    """Take one sign-in that is to be checked, so that no other worker takes it too; None when all are.

    One without a token to ask with is never due: it ends by itself.
    """
    found = IdentitySession.objects.select_for_update(skip_locked=True, of=("self",)).filter(check_at__lte=at)
    session = found.exclude(refresh_token=b"").select_related("identity").order_by("check_at").first()
    if session is None:
        return None
    session.check_at = at + _interval()
    session.save(update_fields=["check_at"])
    return Due(session.pk, session.identity.connection, session.identity.subject, _opened(session))


def _opened(session: IdentitySession) -> str:
    """Return the token to ask with; empty when its key is lost."""
    try:
        return unseal(bytes(session.refresh_token), bound_to=bound_to(session)).decode()
    except (KeyLostError, SealBrokenError):
        return ""


@transaction.atomic
def go_on(
    *, session_id: UUID, connection: Connection, claims: Mapping[str, Any], refresh_token: str, on: date, at: datetime
) -> None:
    """Let a sign-in go on for which the provider vouches again, with the roles that it says now, if it says any."""
    session = IdentitySession.objects.select_for_update(of=("self",)).filter(pk=session_id).first()
    if session is None:
        return
    session.refresh_token, session.ends_at = _sealed(session, refresh_token), _end(at)
    session.save(update_fields=["refresh_token", "ends_at"])
    staff = session.identity.staff
    said = says_roles(claims, connection.roles_claim)
    wanted = wanted_roles(connection, claims) if said else None
    if staff.user.is_active:
        take_over_roles(staff=staff, connection=connection, wanted=wanted, on=on)
    if refusal(staff, on=on):
        sign_out_everywhere(session.identity)


@transaction.atomic
def stop(*, session_id: UUID | str) -> None:
    """End a sign-in for which the provider no longer vouches, or is no longer asked to."""
    IdentitySession.objects.filter(pk=session_id).delete()


@transaction.atomic
def forget_ended(*, at: datetime) -> None:
    """Remove sign-ins that ended and notes about sign-outs whose tokens are no longer valid.

    No browser is signed in longer than `SESSION_HOURS`, so nobody needs to be asked after for longer either.
    """
    over = models.Q(ends_at__lt=at) | models.Q(began_at__lt=at - timedelta(hours=settings.SESSION_HOURS))
    IdentitySession.objects.filter(over).delete()
    UsedLogoutToken.objects.filter(until__lt=at).delete()


@transaction.atomic
def sign_out_as_told(*, connection: Connection, notice: LogoutNotice) -> None:
    """End every sign-in of the person whom a provider signed out. Raises `RefusedError` for a notice that came before.

    Signed out there is signed out here, on every device: a leaver is closed at once.
    """
    token_hash = hashlib.sha256(f"{connection.issuer}\n{notice.token_id}".encode()).hexdigest()
    _once, new = UsedLogoutToken.objects.get_or_create(token_hash=token_hash, defaults={"until": notice.until})
    if not new:
        raise RefusedError("jti_used")
    told = ExternalIdentity.objects.filter(issuer=connection.issuer)
    about = told.filter(subject=notice.subject) if notice.subject else told.filter(sessions__sid=notice.sid)
    for identity in about.select_related("staff").distinct():
        sign_out_everywhere(identity)
