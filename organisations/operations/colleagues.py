"""What an administrator puts right about a colleague: the name, and the address that mail goes to."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from organisations.choices import Action, MailKind
from organisations.data import SYSTEM, Actor
from organisations.models import Staff, User
from organisations.operations.invitations import send_again
from organisations.operations.mail import ask_for_mail
from organisations.operations.staff import EmailTakenError, RolesElsewhereError, trace_account
from organisations.queries.staff import has_roles_outside, open_invitation


class OwnAddressError(Exception):
    """Nobody changes their own address here: on the own page its owner shows that it is theirs."""


class NeedsAddressError(Exception):
    """Somebody who did not use their invitation yet cannot do without an address."""


@transaction.atomic
def change_colleague(
    *,
    staff: Staff,
    name: str,
    email: str,
    within: tuple[str, ...],
    by: Staff,
    on: date,
    at: datetime,
    actor: Actor = SYSTEM,
) -> None:
    """Give somebody another name or address; the former address is told, and an open invitation goes to the new one.

    `within` are the tree paths that the one who does this administers. Raises `RolesElsewhereError` for somebody with
    a role outside them, because whoever has the address can ask for a new password; `OwnAddressError`,
    `EmailTakenError` and `NeedsAddressError`.
    """
    if has_roles_outside(staff, within, on=on):
        raise RolesElsewhereError
    if name != staff.name:
        Staff.objects.filter(pk=staff.pk).update(name=name)
        trace_account(staff, Action.CHANGE, actor, reason="other name")
    user = User.objects.select_for_update().get(pk=staff.user_id)
    if email != user.email:
        _readdress(staff, user, email, by=by, at=at, actor=actor)


def _readdress(staff: Staff, user: User, email: str, *, by: Staff, at: datetime, actor: Actor) -> None:
    if staff == by:
        raise OwnAddressError
    if not email and open_invitation(staff):
        raise NeedsAddressError
    former, user.email = user.email, email
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError as error:
        raise EmailTakenError from error
    trace_account(staff, Action.CHANGE, actor, reason="other address")
    if former:
        ask_for_mail(kind=MailKind.EMAIL_CHANGED, user=user, address=former, at=at)
    _invite_there(staff, user, by=by, at=at, actor=actor)


def _invite_there(staff: Staff, user: User, *, by: Staff, at: datetime, actor: Actor) -> None:
    """Mail an invitation that is still open to the new address; the link that went to the former one ends."""
    if user.email and open_invitation(staff):
        staff.user = user
        send_again(staff=staff, at=at, by=by, actor=actor)
