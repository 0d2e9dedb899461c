"""Inviting staff by mail: a link by which they choose their own password."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.utils import timezone

from organisations.choices import Action, MailKind, Role
from organisations.data import SYSTEM, Actor
from organisations.models import Staff, StaffInvitation, Unit, User
from organisations.operations.mail import ask_for_mail
from organisations.operations.staff import RolesElsewhereError, give_role, new_account, trace_account
from organisations.queries.staff import has_roles_outside
from organisations.signing import invitation_nonce

VALID_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is invited: their name, the name to sign in with, and the address the invitation goes to."""

    name: str
    username: str
    email: str


class InvitationOverError(Exception):
    """This link was used, was replaced by a newer one, was withdrawn, or is too old."""


class NothingToInviteToError(Exception):
    """This person has no address, or chose a password already."""


@transaction.atomic
def invite_staff(
    *,
    who: Newcomer,
    unit: Unit,
    role: Role,
    at: datetime,
    until: date | None = None,
    by: Staff | None = None,
    actor: Actor = SYSTEM,
) -> Staff:
    """Make an account with a role that nobody can use yet, and mail its owner the way in.

    Raises `operations.staff.UserNameTakenError` and `EmailTakenError`.
    """
    staff = new_account(name=who.name, username=who.username, email=who.email, password=None)
    give_role(staff=staff, unit=unit, role=role, on=timezone.localdate(at), until=until, actor=actor)
    StaffInvitation.objects.create(staff=staff, invited_by=by, asked_at=at, ends_at=at + VALID_FOR)
    _send(staff, at, actor)
    return staff


@transaction.atomic
def send_again(*, staff: Staff, at: datetime, by: Staff | None = None, actor: Actor = SYSTEM) -> None:
    """Mail somebody a new link; a former one ends. Raises `NothingToInviteToError`."""
    invitation = StaffInvitation.objects.select_for_update().filter(staff=staff, accepted_at=None).first()
    if invitation is None or not staff.user.email:
        raise NothingToInviteToError
    invitation.nonce, invitation.invited_by = uuid4(), by
    invitation.asked_at, invitation.ends_at = at, at + VALID_FOR
    invitation.save()
    _send(staff, at, actor)


@transaction.atomic
def withdraw(*, staff: Staff, within: tuple[str, ...], on: date, actor: Actor = SYSTEM) -> None:
    """Take an invitation back: the link ends, and the unused account goes with all its roles.

    `within` are the tree paths that the one who does this administers. Raises `NothingToInviteToError`, and
    `operations.staff.RolesElsewhereError` for somebody whom others gave a role outside them.
    """
    if has_roles_outside(staff, within, on=on):
        raise RolesElsewhereError
    invitation = StaffInvitation.objects.select_for_update().filter(staff=staff, accepted_at=None).first()
    if invitation is None:
        raise NothingToInviteToError
    trace_account(staff, Action.REMOVE, actor)
    User.objects.filter(pk=staff.user_id).delete()


def invited(token: str, *, at: datetime) -> Staff:
    """Return who a link is for, with the account. Raises `InvitationOverError`."""
    invitation = StaffInvitation.objects.select_related("staff__user").filter(**_usable(token, at)).first()
    if invitation is None:
        raise InvitationOverError
    return invitation.staff


@transaction.atomic
def accept(*, token: str, password: str, at: datetime) -> User:
    """Give an account the password that its owner chose; the link ends. Raises `InvitationOverError`."""
    invitation = StaffInvitation.objects.select_for_update().filter(**_usable(token, at)).first()
    if invitation is None:
        raise InvitationOverError
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    user = User.objects.select_for_update().get(staff=invitation.staff_id)
    user.set_password(password)
    user.save(update_fields=["password"])
    return user


def _usable(token: str, at: datetime) -> dict[str, object]:
    return {
        "nonce": invitation_nonce(token),
        "accepted_at": None,
        "ends_at__gt": at,
        "staff__user__is_active": True,
        "staff__user__password__startswith": UNUSABLE_PASSWORD_PREFIX,
    }


def _send(staff: Staff, at: datetime, actor: Actor) -> None:
    trace_account(staff, Action.INVITE, actor)
    ask_for_mail(kind=MailKind.INVITATION, user=staff.user, at=at)
