"""Noting what somebody says an answer should be. The answer itself never changes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from organisations.choices import Action, AskedBy
from organisations.data import Actor
from organisations.operations.traces import record
from surveys.models import AnswerNote, Submission

LONGEST = 1000


class NoteRefusedError(Exception):
    """There is nothing to note like this; the message says why and how to mend it."""


@transaction.atomic
def note_beside_answer(
    *, submission_id: UUID, question: str, words: str, said_by: AskedBy, actor: Actor, at: datetime
) -> AnswerNote:
    """Put a note beside an answer. The same note once more is the one that stands there.

    Raises NoteRefusedError for an empty or too long note, and for a question that was not answered.
    """
    row = Submission.objects.select_related("session__invitation__frame_member").get(pk=submission_id)
    said = words.strip()
    if not said or len(said) > LONGEST:
        raise NoteRefusedError(_("Write down what it should be, in at most %(most)s characters.") % {"most": LONGEST})
    if question not in row.answers:
        raise NoteRefusedError(_("This question was not answered. Choose one that was."))
    for note in row.notes.select_for_update().filter(question=question, said_by=said_by):
        if note.words == said:
            return note
    member = row.session.invitation.frame_member
    record(
        actor=actor,
        action=Action.CORRECT,
        client_id=member.client_id,
        provider_id=row.provider_id,
        thing=f"answer-note:{row.pk}",
    )
    return AnswerNote.objects.create(
        provider_id=row.provider_id,
        submission=row,
        question=question,
        words=said,
        said_by=said_by,
        noted_by_id=actor.id,
        noted_at=at,
    )
