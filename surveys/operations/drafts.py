"""Answers so far, kept under a revision that only goes up."""

from datetime import datetime

from django.db import transaction

from instruments.definition.model import Definition
from organisations.sealing.unreadable import UnreadableData
from surveys.data import Answers
from surveys.definitions import asked_in
from surveys.models import AnsweringSession, Draft, LosingDraft

MOST_LOSING = 20
"""How many losing drafts of one session are kept, the newest: each device's later one says more than its earlier."""


class NewerDraftError(Exception):
    """A draft with this revision or a newer one is stored already; what came now is kept beside it."""


class SessionEndedError(Exception):
    """The session is over: answers were sent, or the person stopped."""


class UnknownQuestionsError(Exception):
    """The draft answers questions that are not asked; `keys` names them."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__(", ".join(keys))
        self.keys = keys


def save_draft(*, session: AnsweringSession, revision: int, answers: Answers, at: datetime) -> Draft:
    """Store the answers so far. The same revision with the same answers is a repeat and changes nothing.

    Raises NewerDraftError, SessionEndedError and UnknownQuestionsError.
    """
    _check_keys(asked_in(session), answers)
    with transaction.atomic():
        draft = _stored(session, revision, answers, at)
    # Outside the transaction: the losing draft must stay although the caller is told that it lost.
    if draft is None:
        raise NewerDraftError
    return draft


def _check_keys(definition: Definition, answers: Answers) -> None:
    unknown = tuple(key for key in answers if key not in definition.question_keys)
    if unknown:
        raise UnknownQuestionsError(unknown)


def _stored(session: AnsweringSession, revision: int, answers: Answers, at: datetime) -> Draft | None:
    """Write the draft, or the losing one beside it (None). The session's row is the lock of all its drafts."""
    if AnsweringSession.objects.select_for_update().get(pk=session.pk).ended_at is not None:
        raise SessionEndedError
    draft, made = Draft.objects.get_or_create(session=session, defaults={"revision": revision, "answers": answers})
    if made or (draft.revision == revision and draft.answers == answers):
        return draft
    if revision <= draft.revision:
        _keep_beside(session, revision, answers, at)
        return None
    if isinstance(draft.answers, UnreadableData):
        _keep_beside(session, draft.revision, draft.answers, at)
    draft.revision, draft.answers = revision, dict(answers)
    draft.save(update_fields=("revision", "answers"))
    return draft


def _keep_beside(session: AnsweringSession, revision: int, answers: Answers, at: datetime) -> None:
    """Keep a draft that lost, once; also one that cannot be opened now, because its key may be found again."""
    kept = LosingDraft.objects.filter(session=session, revision=revision)
    if not any(one.answers == answers for one in kept):
        LosingDraft.objects.create(session=session, revision=revision, answers=answers, received_at=at)
    _forget_oldest_losing(session)


def _forget_oldest_losing(session: AnsweringSession) -> None:
    newest = LosingDraft.objects.filter(session=session).order_by("-received_at", "pk").values("pk")[:MOST_LOSING]
    LosingDraft.objects.filter(session=session).exclude(pk__in=newest).delete()
