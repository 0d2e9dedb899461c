"""Opening and closing an answering session: whoever holds its secret may answer."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from instruments.definition.model import Definition
from organisations.rules.codes import normalised
from organisations.sealing.unreadable import UnreadableData
from surveys import guessing
from surveys.choices import GONE, Outcome, RoundStatus
from surveys.context import contributors
from surveys.data import OpenedSession
from surveys.definitions import definition_of
from surveys.keys import code_hash, new_secret, secret_hash
from surveys.models import AccessCode, AnsweringSession, Invitation, RoundRelease
from surveys.operations.errors import NotToBeAskedError
from surveys.queries.opening import opening
from surveys.rules.answering import may_be_asked

WITH_INVITATION = (
    *("relative", "frame_member__round", "frame_member__client__profile"),
    *("frame_member__client__provider", "frame_member__client__support_worker"),
)
"""What opening needs of an invitation, read together with it."""


class UnknownCodeError(Exception):
    """No living code reads like this. Which of never made, used, replaced or mistyped it is, is not said."""


class NoLongerAskedError(UnknownCodeError):
    """The letter is of somebody who left or died since; whoever holds it is told kindly, and nothing is asked."""


def open_by_code(*, code: str, address: str, at: datetime) -> OpenedSession:
    """Open the session of a letter's code. `address` is where the call comes from; only wrong codes spend its limit.

    Every code that does not open takes the same steps. Raises UnknownCodeError (NoLongerAskedError for the
    code of a letter about somebody who left), guessing.TooManyGuessesError and guessing.UnguardedError.
    """
    guessing.check(address)
    living = AccessCode.objects.filter(
        code_hash=code_hash(normalised(code)),
        voided_at=None,
        used_at=None,
        invitation__frame_member__round__status=RoundStatus.OPEN,
    )
    found = living.values_list("invitation_id", "made_at").first()
    try:
        if found is not None:
            invitation_id, made_at = found
            return _open(invitation_id, device_id=None, since=made_at, at=at)
    except NotToBeAskedError:
        pass
    guessing.spend(address)
    if _is_of_somebody_who_left(code):
        raise NoLongerAskedError
    raise UnknownCodeError


def _is_of_somebody_who_left(code: str) -> bool:
    """Whether this code was printed: whoever types it holds the letter, so a kind word tells a guesser nothing."""
    left = {"invitation__outcome__in": sorted(GONE), "used_at": None}
    return AccessCode.objects.filter(code_hash=code_hash(normalised(code)), **left).exists()


def open_for_device(*, invitation_id: UUID, device_id: UUID | None, at: datetime) -> OpenedSession:
    """Open a session on a tablet that staff hands over. Raises NotToBeAskedError."""
    return _open(invitation_id, device_id=device_id, since=None, at=at)


def open_for_staff(*, invitation_id: UUID, at: datetime) -> OpenedSession:
    """Open the session of somebody of staff who answers from their own sign-in. Raises NotToBeAskedError."""
    return _open(invitation_id, device_id=None, since=None, at=at)


@transaction.atomic
def _open(invitation_id: UUID, *, device_id: UUID | None, since: datetime | None, at: datetime) -> OpenedSession:
    """Go on with the unfinished session behind this door, or begin one; former secrets of the invitation stop working.

    What was begun with a letter opens again with that letter only, neither with a newer one nor on a tablet: staff make
    both, and an unfinished answer is for the eyes of whoever gives it. `since`: when the letter was made.
    """
    invitation = _locked(invitation_id)
    secret = new_secret()
    session = _unfinished(invitation, device_id, since) or _new_session(invitation, at)
    session.secret_hash, session.device_id = secret_hash(secret), device_id
    session.save()
    invitation.sessions.filter(ended_at=None).exclude(pk=session.pk).update(secret_hash="")
    return OpenedSession(session_id=session.id, secret=secret)


def _unfinished(invitation: Invitation, device_id: UUID | None, since: datetime | None) -> AnsweringSession | None:
    """The newest; one that cannot be opened any more is left for who finds its key, and another is begun."""
    begun = invitation.sessions.filter(ended_at=None, device__isnull=device_id is None)
    found = (begun.filter(opened_at__gte=since) if since else begun).order_by("-opened_at").first()
    return None if found and isinstance(found.context, UnreadableData) else found


def _locked(invitation_id: UUID) -> Invitation:
    invitation = (
        Invitation.objects.select_for_update(of=("self",)).select_related(*WITH_INVITATION).get(pk=invitation_id)
    )
    status = RoundStatus(invitation.frame_member.round.status)
    if not may_be_asked(status=status, outcome=Outcome(invitation.outcome)):
        raise NotToBeAskedError
    return invitation


def _new_session(invitation: Invitation, at: datetime) -> AnsweringSession:
    found = RoundRelease.objects.select_related("release").defer("release__definition")
    asked = found.get(round=invitation.frame_member.round, audience=invitation.audience)
    return AnsweringSession(
        provider_id=invitation.provider_id,
        invitation=invitation,
        release_id=asked.release_id,
        mode=invitation.frame_member.round.mode,
        context=_context(invitation, definition_of(asked.release), timezone.localdate(at)),
        opened_at=at,
    )


def _context(invitation: Invitation, definition: Definition, on: date) -> dict[str, Any]:
    """What the questions are shown with, as it is now: a later change of profile does not move what was begun."""
    return {**opening(invitation, definition, on=on), **contributors.parts(invitation, definition)}


def close_session(*, session_id: UUID, at: datetime) -> None:
    """Take the session out of everybody's hands: its secret stops working, its draft waits for the next time."""
    del at  # nothing of the moment is kept
    AnsweringSession.objects.filter(pk=session_id).update(secret_hash="")
