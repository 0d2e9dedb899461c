"""Taking in what somebody answered: once, whole, and committed before it is acknowledged."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from instruments.answers import AnswerFault, clean_answers, validate_answers
from instruments.completeness import completeness
from instruments.definition.model import Definition
from instruments.questions import files_in
from surveys.choices import Informant, Mode, Outcome, QuarantineReason
from surveys.data import IncomingSubmission, Receipt, Sender
from surveys.definitions import asked_by
from surveys.keys import content_hash, receipt, stored_hash
from surveys.models import AnsweringSession, Quarantine, Submission
from surveys.operations.counting_in import CountedIn, count_in
from surveys.operations.media import count_in_with_media, media_faults
from surveys.operations.waking import wake_worker
from surveys.rules.answering import obstacle
from surveys.rules.askable import IN_CASES
from surveys.sealed_answers import sealed_answers

Store = Callable[..., CountedIn]
"""Stores a submission and counts it, in one statement or in one transaction."""
MOST_KEPT_ASIDE = 50
"""How much of one session is kept for a human: no honest device comes near it, and nobody fills the disk."""


class AnswersRejectedError(Exception):
    """These answers do not fit the questionnaire; `faults` names each one."""

    def __init__(self, faults: list[AnswerFault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class KeptAsideError(Exception):
    """This cannot be counted; it is kept for a human to look at. `code` says why."""

    def __init__(self, code: QuarantineReason) -> None:
        super().__init__(code)
        self.code = code


class TooMuchKeptAsideError(KeptAsideError):
    """So much of this session was kept aside already that this is not."""


def submit(*, session: AnsweringSession, submission: IncomingSubmission, at: datetime) -> Receipt:
    """Store a submission and count it for its invitation, or recognise a repeat of it.

    Safe to repeat and to run at the same time as itself. When it returns, the row is committed.
    Raises AnswersRejectedError (nothing is stored), KeptAsideError (stored beside) and its kind TooMuchKeptAsideError
    (not stored: this session has sent too much that cannot be counted).
    """
    sender = Sender(
        session_id=session.id,
        provider_id=session.provider_id,
        invitation_id=session.invitation_id,
        informant=Informant(session.invitation.informant),
        mode=Mode(session.mode),
        release_sha256=session.release.sha256,
        context=session.context,
    )
    return submit_from(sender=sender, submission=submission, at=at)


def submit_from(*, sender: Sender, submission: IncomingSubmission, at: datetime) -> Receipt:
    """Do the same for a sender who is known by a secret; see `submit`."""
    definition = asked_by(sender.release_sha256, sender.context)
    faults = validate_answers(definition, submission.answers, order_shown=submission.order_shown)
    if faults:
        raise AnswersRejectedError(faults)
    files = files_in(definition, submission.answers)
    missing = media_faults(session_id=sender.session_id, submission_id=submission.id, named=files)
    if missing:
        raise AnswersRejectedError(missing)
    row = _row(sender, submission, definition, at)
    said = content_hash(_content(row))
    row.content_hash, proof = stored_hash(said), receipt(row.id, said)
    store: Store = partial(count_in_with_media, named=[*files.values()]) if files else count_in
    store = partial(store, stored_answers=sealed_answers(definition, row.answers, row.id))
    if definition.kind in IN_CASES:
        store = partial(store, in_case=True)
    reason = _taken_in(row, sender, Outcome(completeness(definition, row.answers)), store)
    if reason is None:
        return Receipt(receipt=proof, created=True)
    return _repeat_or_keep_aside(row, proof, reason)


def _row(sender: Sender, incoming: IncomingSubmission, definition: Definition, at: datetime) -> Submission:
    return Submission(
        id=incoming.id,
        provider_id=sender.provider_id,
        session_id=sender.session_id,
        mode=sender.mode.value,
        informant=sender.informant.value,
        helped=incoming.helped,
        style=incoming.style,
        language=incoming.language,
        order_shown=list(incoming.order_shown or ()),
        answers=clean_answers(definition, incoming.answers),
        received_at=at,
    )


def _content(row: Submission) -> dict[str, Any]:
    """All that the device said; what it says again must be equal in every part."""
    names = ("part", "helped", "style", "language", "order_shown", "answers")
    return {"id": str(row.pk), "session": str(row.session_id)} | {name: getattr(row, name) for name in names}


def _taken_in(row: Submission, sender: Sender, outcome: Outcome, store: Store) -> QuarantineReason | None:
    """Store and count the row; returns why not, when it cannot be counted or its id is there already."""
    found = store(row, invitation_id=sender.invitation_id, outcome=outcome)
    if found.stored:
        wake_worker(row.id)
        return None
    return obstacle(status=found.status, outcome=found.before) or QuarantineReason.OTHER_CONTENT


def _repeat_or_keep_aside(row: Submission, proof: str, reason: QuarantineReason) -> Receipt:
    stored = Submission.objects.filter(pk=row.pk).values_list("content_hash", flat=True).first()
    if stored == row.content_hash:
        return Receipt(receipt=proof, created=False)
    code = reason if stored is None else QuarantineReason.OTHER_CONTENT
    _keep_aside(row, code)
    raise KeptAsideError(code)


def _keep_aside(row: Submission, reason: QuarantineReason) -> None:
    """Keep what came, once per content, however often it comes. Raises TooMuchKeptAsideError."""
    before = Quarantine.objects.filter(session_id=row.session_id)
    if before.count() >= MOST_KEPT_ASIDE and not before.filter(content_hash=row.content_hash).exists():
        raise TooMuchKeptAsideError(reason)
    kept = Quarantine(
        provider_id=row.provider_id,
        session_id=row.session_id,
        reason=reason,
        submission_id=row.id,
        content=_content(row),
        content_hash=row.content_hash,
        received_at=row.received_at,
    )
    Quarantine.objects.bulk_create([kept], ignore_conflicts=True)
