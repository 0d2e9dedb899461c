"""Letting relatives in: a code on paper, a link by mail, and what the client says of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare
from django.utils.timezone import localdate

from organisations.choices import Action, ActorKind, MailKind
from organisations.codes import new_code
from organisations.data import Actor
from organisations.models import Relative, RelativeCode, Representation, User
from organisations.operations.mail import ask_for_mail
from organisations.operations.sessions import end_sessions
from organisations.operations.traces import record
from organisations.queries.relatives import letters_to, standing_relatives
from organisations.relative_links import hidden, letter_of, relative_code_hash, still_fits
from organisations.rules.codes import grouped, normalised
from organisations.throttle import Throttle

LINKS = Throttle("relative-link", "5/hour")
TRIES = Throttle("relative-code", "5/15 minutes")
LINKS_FROM = Throttle("relative-link-from", "30/hour")
TRIES_FROM = Throttle("relative-code-from", "20/15 minutes")
"""For everybody behind one address together, such as the parents of an evening at the provider."""
NO_LETTER = UUID(int=0)
NOBODY = Actor(ActorKind.UNKNOWN, None)


class NotLetInError(Exception):
    """This link and this code do not open anything together. Which of the two is wrong stays unsaid."""


class NoAddressError(Exception):
    """A relative without an e-mail address cannot get a link."""


@transaction.atomic
def give_code(*, representation: Representation, actor: Actor, at: datetime) -> str:
    """Make the code of the letter with which a relative signs in and return it as it is printed.

    The former letter ends, with every sign-in and passkey that came of it. Raises `NoAddressError`.
    """
    relative = Relative.objects.select_for_update(of=("self",)).get(pk=representation.relative_id)
    if not relative.email:
        raise NoAddressError
    _with_account(relative)
    _lock_out(relative, at)
    code = new_code()
    RelativeCode.objects.create(relative=relative, code_hash=relative_code_hash(code), made_at=at)
    _trace(Action.PRINT_LETTER, representation, actor)
    return grouped(code)


@transaction.atomic
def end_code(*, representation: Representation, actor: Actor, at: datetime) -> None:
    """Let a relative in no more; whoever is signed in is signed out. Ending it twice changes nothing."""
    relative = Relative.objects.select_for_update(of=("self",)).get(pk=representation.relative_id)
    if _lock_out(relative, at):
        _trace(Action.CHANGE, representation, actor)


def _lock_out(relative: Relative, at: datetime) -> bool:
    """End the letter and all that came of it: somebody else may have got in with it, and made a passkey."""
    if relative.user_id:
        Authenticator.objects.filter(user=relative.user_id).delete()
        end_sessions(user_id=relative.user_id)
    return bool(relative.codes.filter(voided_at=None).update(voided_at=at))


@transaction.atomic
def change_sight(*, representation: Representation, actor: Actor) -> None:
    """Keep what somebody may see, until when, and what the client says of it, as it stands on the row, from now on."""
    representation.save(update_fields=["may_see", "hide_places", "client_agrees", "said_on", "evidence", "period"])
    _trace(Action.CHANGE, representation, actor)


def ask_link(*, email: str, address: str, at: datetime) -> None:
    """Mail a link to whoever has this e-mail address and a letter. Whether there is one shows nowhere.

    One mail for each name: who is known to two providers has two letters, and the link goes with the code of either.
    address: where the request comes from. Raises `TooManyTriesError` and `ThrottleAwayError`.
    """
    LINKS.spend(hidden(email))
    LINKS_FROM.spend(address)
    found = letters_to(email, on=localdate(at))
    for relative in {one.name.casefold(): one for one in found}.values():
        ask_for_mail(kind=MailKind.RELATIVE_LINK, user=relative.user, address=relative.email, at=at)
    if not found:
        # As much work for an address that nobody has; the job finds nothing to tell.
        ask_for_mail(kind=MailKind.RELATIVE_LINK, address=email, at=at)


def enter(*, token: str, code: str, address: str, at: datetime) -> User:
    """Return the account that a mailed link and the code of the letter open together; the link ends with that.

    Raises `NotLetInError`, and after five wrong codes in a quarter of an hour for one letter, or twenty from one
    address, `TooManyTriesError`; without Redis `ThrottleAwayError`.
    """
    letter = str(letter_of(token))
    TRIES.spend(letter)
    TRIES_FROM.spend(address)
    try:
        user = _opened(token, code, at)
    except NotLetInError:
        _note_failure(letter)
        raise
    TRIES.give_back(letter)
    TRIES_FROM.give_back(address)
    return user


def _note_failure(letter: str) -> None:
    """Keep in the log that somebody with a link of this letter did not get in; who it was nobody knows."""
    found = RelativeCode.objects.select_related("relative").filter(pk=letter).first()
    if found:
        provider, thing = found.relative.provider_id, f"relative:{found.relative_id}"
        record(actor=NOBODY, action=Action.SIGN_IN_FAILED, client_id=None, provider_id=provider, thing=thing)


@transaction.atomic
def _opened(token: str, code: str, at: datetime) -> User:
    letters = _letters_of_address(letter_of(token) or NO_LETTER)
    sent = next((letter for letter in letters if still_fits(token, letter)), None)
    if sent is None:
        raise NotLetInError
    letter = _letter_of(code, letters)
    relative = standing_relatives(on=localdate(at)).filter(pk=letter.relative_id).first()
    if relative is None:
        raise NotLetInError
    RelativeCode.objects.filter(pk__in=[sent.pk, letter.pk]).update(used_at=at)
    return _with_account(relative)


def _letters_of_address(letter_id: UUID) -> list[RelativeCode]:
    """Return a letter with those of whoever has the same address, held until the transaction ends.

    Each provider knows a parent by itself, with an own letter; whoever reads the mail for one reads that for the other.
    """
    address = Relative.objects.filter(codes=letter_id).values_list("email", flat=True).first()
    of_address = Q(relative__email__iexact=address) if address else Q(pk=letter_id)
    letters = RelativeCode.objects.select_for_update(of=("self",)).filter(of_address, voided_at=None)
    return list(letters.order_by("pk"))


def _letter_of(code: str, letters: Iterable[RelativeCode]) -> RelativeCode:
    hashed = relative_code_hash(normalised(code))
    found = [letter for letter in letters if constant_time_compare(hashed, letter.code_hash)]
    if not found:
        raise NotLetInError
    return found[0]


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
