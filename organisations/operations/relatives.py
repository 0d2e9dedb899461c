"""Letting relatives in: a code on paper, a link by mail, and what the client says of it."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.timezone import localdate

from organisations.choices import Action, MailKind
from organisations.codes import new_code
from organisations.data import Actor
from organisations.models import Relative, RelativeCode, Representation, User
from organisations.operations.mail import ask_for_mail
from organisations.operations.traces import record
from organisations.queries.relatives import letters_to, standing_relatives
from organisations.relative_links import hidden, letter_of, relative_code_hash, still_fits
from organisations.rules.codes import grouped, normalised
from organisations.throttle import Throttle

LINKS = Throttle("relative-link", "5/hour")
TRIES = Throttle("relative-code", "5/15 minutes")
NO_LETTER = UUID(int=0)


class NotLetInError(Exception):
    """This link and this code do not open anything together. Which of the two is wrong stays unsaid."""


class NoAddressError(Exception):
    """A relative without an e-mail address cannot get a link."""


@transaction.atomic
def give_code(*, representation: Representation, actor: Actor, at: datetime) -> str:
    """Make the code of the letter with which a relative signs in and return it as it is printed; the former one ends.

    Raises `NoAddressError`.
    """
    relative = Relative.objects.select_for_update(of=("self",)).get(pk=representation.relative_id)
    if not relative.email:
        raise NoAddressError
    _with_account(relative)
    relative.codes.filter(voided_at=None).update(voided_at=at)
    code = new_code()
    RelativeCode.objects.create(relative=relative, code_hash=relative_code_hash(code), made_at=at)
    _trace(Action.PRINT_LETTER, representation, actor)
    return grouped(code)


@transaction.atomic
def end_code(*, representation: Representation, actor: Actor, at: datetime) -> None:
    """Let a relative in no more; whoever is signed in is signed out. Ending it twice changes nothing."""
    ended = RelativeCode.objects.filter(relative=representation.relative_id, voided_at=None).update(voided_at=at)
    if ended:
        _trace(Action.CHANGE, representation, actor)


@transaction.atomic
def change_sight(*, representation: Representation, actor: Actor) -> None:
    """Keep what somebody may see and what the client says of it, as it stands on the row; it holds from this moment."""
    representation.save(update_fields=["may_see", "hide_places", "client_agrees", "evidence"])
    _trace(Action.CHANGE, representation, actor)


def ask_link(*, email: str, address: str, at: datetime) -> None:
    """Mail a link to each relative with this e-mail address who has a letter. Whether there is one shows nowhere.

    address: where the request comes from. Raises `TooManyTriesError` and `ThrottleAwayError`.
    """
    LINKS.spend(f"email:{hidden(email)}", f"from:{address}")
    found = letters_to(email, on=localdate(at))
    for relative in found:
        ask_for_mail(kind=MailKind.RELATIVE_LINK, user=relative.user, address=relative.email, at=at)
    if not found:
        # As much work for an address that nobody has; the job finds nothing to tell.
        ask_for_mail(kind=MailKind.RELATIVE_LINK, address=email, at=at)


def enter(*, token: str, code: str, address: str, at: datetime) -> User:
    """Return the account that a mailed link and the code of the letter open together; the link ends with that.

    Raises `NotLetInError`, and after five wrong codes in a quarter of an hour, for one link or from one address,
    `TooManyTriesError`; without Redis `ThrottleAwayError`.
    """
    ids = (f"letter:{letter_of(token)}", f"from:{address}")
    TRIES.spend(*ids)
    user = _opened(token, code, at)
    TRIES.give_back(*ids)
    return user


@transaction.atomic
def _opened(token: str, code: str, at: datetime) -> User:
    letters = RelativeCode.objects.select_for_update(of=("self",)).filter(voided_at=None)
    letter = letters.filter(pk=letter_of(token) or NO_LETTER).first()
    hashed = relative_code_hash(normalised(code))
    if letter is None or not constant_time_compare(hashed, letter.code_hash) or not still_fits(token, letter):
        raise NotLetInError
    relative = standing_relatives(on=localdate(at)).filter(pk=letter.relative_id).first()
    if relative is None:
        raise NotLetInError
    RelativeCode.objects.filter(pk=letter.pk).update(used_at=at)
    return _with_account(relative)


def _with_account(relative: Relative) -> User:
    """Return the account of a relative, made when there is none. It has no password: link and code open it."""
    if relative.user:
        return relative.user
    user = User(username=f"relative-{uuid4()}")
    user.set_unusable_password()
    user.save()
    Relative.objects.filter(pk=relative.pk).update(user=user)
    return user


def forget_account(instance: Relative, **_signal: Any) -> None:
    """Remove the account of a relative who is removed, by whatever way."""
    if instance.user_id:
        User.objects.filter(pk=instance.user_id).delete()


def _trace(action: Action, representation: Representation, actor: Actor) -> None:
    record(
        actor=actor,
        action=action,
        client_id=representation.client_id,
        provider_id=representation.provider_id,
        thing=f"representation:{representation.pk}",
    )
