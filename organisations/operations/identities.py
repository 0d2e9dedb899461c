"""Signing in through an identity provider: who it is, with which roles, for how long."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection as database
from django.db import transaction
from django.utils.timezone import localdate

from organisations.identity.connections import Connection
from organisations.models import (
    ExternalIdentity,
    Staff,
    StaffInvitation,
    Unit,
    UnknownClaim,
    User,
)
from organisations.operations.claimed_roles import take_over_roles, wanted_roles
from organisations.operations.identity_sessions import Refusal, new_session, refusal, sign_out_everywhere
from organisations.operations.staff import EmailTakenError, UserNameTakenError, new_account
from organisations.queries.identities import mapped_values
from organisations.queries.staff import has_roles_outside
from organisations.rules.identities import claim_values, full_name, proven_email

UNKNOWN_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who came in, with the id of the sign-in that the provider vouches for; or why not."""

    user: User | None = None
    session_id: UUID | None = None
    refusal: Refusal | None = None


@transaction.atomic
def arrive(*, connection: Connection, claims: Mapping[str, Any], refresh_token: str, on: date, at: datetime) -> Arrival:
    """Let somebody in for whom a provider vouches, with the roles that it says; whoever has none stays out.

    claims: those of an ID token that was judged. Roles are given and ended here also for somebody who stays out.
    """
    _alone_with(connection.issuer, claims["sub"])
    _note_unknown(connection, claims, on)
    wanted = wanted_roles(connection, claims)
    identity = _known(connection, claims["sub"]) or _first_time(connection, claims, at, new=bool(wanted))
    if identity is None:
        return Arrival(refusal=Refusal.NO_ROLES)
    if identity.staff.user.is_active:
        take_over_roles(staff=identity.staff, connection=connection, wanted=wanted, on=on)
    if why := refusal(identity.staff, on=on):
        sign_out_everywhere(identity)
        return Arrival(refusal=why)
    sid = str(claims.get("sid") or "")
    session = new_session(identity=identity, sid=sid, refresh_token=refresh_token, at=at)
    return Arrival(user=identity.staff.user, session_id=session.pk)


def _alone_with(issuer: str, subject: str) -> None:
    """Wait until nobody else handles this person: two first sign-ins at once would make two accounts."""
    number = int.from_bytes(hashlib.sha256(f"{issuer}\n{subject}".encode()).digest()[:8], signed=True)
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _note_unknown(connection: Connection, claims: Mapping[str, Any], on: date) -> None:
    """Note what stands for no role, for the administrators; what nobody said for long is forgotten."""
    values = set(claim_values(claims, connection.roles_claim)) - mapped_values(connection)
    rows = [UnknownClaim(connection=connection.key, value=value, last_seen_on=on) for value in sorted(values)]
    UnknownClaim.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["connection", "value"], update_fields=["last_seen_on"]
    )
    UnknownClaim.objects.filter(connection=connection.key, last_seen_on__lt=on - UNKNOWN_KEPT).delete()


def _known(connection: Connection, subject: str) -> ExternalIdentity | None:
    found = ExternalIdentity.objects.filter(issuer=connection.issuer, subject=subject)
    return found.select_related("staff__user").first()


def _first_time(
    connection: Connection, claims: Mapping[str, Any], at: datetime, *, new: bool
) -> ExternalIdentity | None:
    """Return the identity of somebody who comes for the first time: invited, or new and with a role; else None.

    An e-mail address alone opens no account: it must be proven, of a domain of which the provider's word is believed,
    and an administrator must have invited it to an account that nobody has used yet, for work within the connection's
    unit: no provider opens what another organisation of the cooperative keeps ready.
    """
    staff = _invited(connection, proven_email(claims), at) or (_new_staff(connection, claims) if new else None)
    if staff is None:
        return None
    return ExternalIdentity.objects.create(
        staff=staff, connection=connection.key, issuer=connection.issuer, subject=claims["sub"]
    )


def _invited(connection: Connection, email: str, at: datetime) -> Staff | None:
    if not email or not connection.believes(email):
        return None
    open_ones = StaffInvitation.objects.select_for_update(of=("self",)).filter(accepted_at=None, ends_at__gt=at)
    invitation = open_ones.filter(staff__user__email__iexact=email).select_related("staff__user").first()
    if invitation is None or has_roles_outside(invitation.staff, _paths(connection), on=localdate(at)):
        return None
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    return invitation.staff


def _paths(connection: Connection) -> tuple[str, ...]:
    return tuple(Unit.objects.filter(pk=connection.unit).values_list("path", flat=True))


def _new_staff(connection: Connection, claims: Mapping[str, Any]) -> Staff:
    email = proven_email(claims)
    name = full_name(claims) or connection.name
    username = f"{connection.key}-{uuid4().hex[:12]}"
    address = email if connection.believes(email) else ""
    try:
        with transaction.atomic():
            return new_account(name=name, username=username, email=address, password=None)
    except (EmailTakenError, UserNameTakenError):
        return new_account(name=name, username=username, email="", password=None)
