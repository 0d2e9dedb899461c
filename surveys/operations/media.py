"""Photos, drawings and recordings: kept for the person who made them, until a submission takes them in or they go."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from instruments.answers import AnswerFault
from instruments.messages import gettext_noop
from instruments.questions import takes_file
from organisations import files, imaging
from surveys.choices import MediaKind, Mode, Outcome
from surveys.data import Answers, IncomingMedia
from surveys.definitions import asked_in
from surveys.models import AnsweringSession, Draft, MediaItem, Quarantine, Submission
from surveys.operations.counting_in import CountedIn, count_in
from surveys.operations.drafts import SessionEndedError
from surveys.rules.recordings import MAX_BYTES, recording_type

FOLDER = "answers"
MOST = 30
"""How many files one session keeps: nobody makes more by hand, and nobody fills the disk."""
NOT_YOURS = gettext_noop(
    "This photo, drawing or recording is not there any more. Make it again, or choose another answer."
)


class MediaRefusedError(Exception):
    """A file that is not taken. `code` for programs; the message says why and what to do, in the reader's language."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class NotByNameError(MediaRefusedError):
    """The answers of this session are not kept by name, so nothing that shows or sounds like the person is kept."""


class MediaUnknownError(Exception):
    """There is no such file of this session."""


def keep_media(*, session: AnsweringSession, media: IncomingMedia, at: datetime) -> bool:
    """Keep a file under the id that the device made; returns False when it was kept already. Safe to repeat.

    The caller has the person's yes to who sees or hears it. Raises MediaRefusedError and its kind NotByNameError,
    SessionEndedError, and MediaUnknownError for the id of somebody else's file.
    """
    if session.mode != Mode.NAMED:
        raise NotByNameError(
            "not_by_name", _("Photos, drawings and recordings are only kept where answers are given by name.")
        )
    if not takes_file(asked_in(session), media.question, media.kind):
        raise MediaRefusedError("not_asked", _("This is not what the question asks for."))
    content, content_type = _judged(media)
    name = files.keep(content, folder=FOLDER, sealed=True)
    kept = False
    try:
        kept = _noted(session, media, name, content_type, at)
    finally:
        if not kept:
            default_storage.delete(name)
    return kept


def _judged(media: IncomingMedia) -> tuple[bytes, str]:
    if media.kind is not MediaKind.VOICE:
        try:
            return imaging.cleaned(media.content), imaging.CONTENT_TYPE
        except imaging.PictureRefusedError as error:
            raise MediaRefusedError("not_a_picture", str(error)) from error
    if len(media.content) > MAX_BYTES:
        raise MediaRefusedError("too_big", _("The recording is too long. Make a shorter one."))
    content_type = recording_type(media.content)
    if content_type is None:
        raise MediaRefusedError("not_a_recording", _("This is not a recording that can be played. Make it again."))
    return media.content, content_type


@transaction.atomic
def _noted(session: AnsweringSession, media: IncomingMedia, name: str, content_type: str, at: datetime) -> bool:
    """Write the row. The session's row is the lock of all its files; returns False when the file is there already."""
    if AnsweringSession.objects.select_for_update().get(pk=session.pk).ended_at is not None:
        raise SessionEndedError
    if MediaItem.objects.filter(session=session).exclude(pk=media.id).count() >= MOST:
        raise MediaRefusedError("too_many", _("There are very many photos or recordings already. Remove some first."))
    kept, created = MediaItem.objects.get_or_create(
        id=media.id,
        defaults={
            "provider_id": session.provider_id,
            "session": session,
            "question": media.question,
            "kind": media.kind,
            "content_type": content_type,
            "file": name,
            "consented_at": at,
        },
    )
    if kept.session_id != session.pk:
        raise MediaUnknownError
    return created


@transaction.atomic
def remove_media(*, session: AnsweringSession, media_id: UUID) -> None:
    """Remove a file that was not sent yet, at once. Raises SessionEndedError and MediaUnknownError."""
    if AnsweringSession.objects.select_for_update().get(pk=session.pk).ended_at is not None:
        raise SessionEndedError
    _counts, removed = MediaItem.objects.filter(session=session, pk=media_id, submission=None).delete()
    if not removed:
        raise MediaUnknownError


def media_faults(*, session_id: UUID, submission_id: UUID, named: Mapping[str, UUID]) -> list[AnswerFault]:
    """Return a fault for each file that is not this session's, or went into another submission."""
    if not named:
        return []
    known = MediaItem.objects.filter(session_id=session_id, pk__in=named.values())
    mine = {(one.question, one.id) for one in known if one.submission_id in {None, submission_id}}
    wrong = (key for key, media_id in named.items() if (key, media_id) not in mine)
    return [AnswerFault(f"/answers/{key}/value/media", "unknown_media", NOT_YOURS) for key in wrong]


@transaction.atomic
def count_in_with_media(
    row: Submission,
    *,
    named: Iterable[UUID],
    stored_answers: Answers,
    invitation_id: Any,
    outcome: Outcome,
    in_case: bool = False,
) -> CountedIn:
    """Count a submission in and tie its files to it, both or neither."""
    found = count_in(row, stored_answers=stored_answers, invitation_id=invitation_id, outcome=outcome, in_case=in_case)
    if found.stored:
        MediaItem.objects.filter(session_id=row.session_id, pk__in=[*named]).update(submission_id=row.id)
    return found


def forget_media_of(invitation_id: UUID) -> None:
    """Remove what was made for an invitation and never sent."""
    MediaItem.objects.filter(session__invitation_id=invitation_id, submission=None).delete()


def forget_loose_media(*, before: datetime, limit: int) -> int:
    """Remove files made before a moment that no submission took in; returns how many went.

    What was made beside a draft waits with it, and so does all of a session of which something was kept for a human.
    """
    waiting = Q(session__in=Draft.objects.values("session")) | Q(session__in=Quarantine.objects.values("session"))
    loose = MediaItem.objects.filter(submission=None, consented_at__lt=before).exclude(waiting)
    oldest = [*loose.order_by("consented_at").values_list("pk", flat=True)[:limit]]
    MediaItem.objects.filter(pk__in=oldest, submission=None).delete()
    return len(oldest)
