"""What is changed about an account: its address, and a second step that was lost."""

from datetime import date, datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from organisations.choices import Action, MailKind
from organisations.data import SYSTEM, Actor
from organisations.models import Staff, User
from organisations.operations.mail import ask_for_mail
from organisations.operations.sessions import end_sessions
from organisations.operations.staff import EmailTakenError, check_may_open, trace_account
from organisations.signing import confirmed_address


class LinkOverError(Exception):
    """This link was used, is too old, or belongs to another account."""


@transaction.atomic
def ask_to_confirm(*, user: User, address: str, at: datetime) -> None:
    """Mail a link to an address, by which its owner shows that it is theirs. Raises `EmailTakenError`."""
    if User.objects.filter(email__iexact=address).exclude(pk=user.pk).exists():
        raise EmailTakenError
    ask_for_mail(kind=MailKind.EMAIL_CONFIRM, user=user, address=address, at=at)


@transaction.atomic
def confirm_address(*, user: User, token: str, at: datetime) -> None:
    """Give an account the address that the link was mailed to; the former address is told. Raises `LinkOverError`."""
    owner = User.objects.select_for_update().get(pk=user.pk)
    address = confirmed_address(owner, token)
    if address is None:
        raise LinkOverError
    former, owner.email = owner.email, address
    try:
        with transaction.atomic():
            owner.save(update_fields=["email"])
    except IntegrityError as error:
        raise LinkOverError from error
    if former:
        ask_for_mail(kind=MailKind.EMAIL_CHANGED, user=owner, address=former, at=at)


@transaction.atomic
def reset_second_factor(
    *, staff: Staff, within: tuple[str, ...], by: UUID | None, on: date, at: datetime, actor: Actor = SYSTEM
) -> None:
    """Take away a second step that somebody lost, with recovery codes and passkeys; they are signed out and told.

    `within` are the tree paths that the one who does this administers, `by` is their id of staff. Raises like
    `operations.staff.check_may_open`.
    """
    check_may_open(staff, within, by=by, on=on)
    Authenticator.objects.filter(user_id=staff.user_id).delete()
    end_sessions(user_id=staff.user_id)
    trace_account(staff, Action.FACTOR_RESET, actor)
    ask_for_mail(kind=MailKind.FACTOR_RESET, user=staff.user, at=at)
