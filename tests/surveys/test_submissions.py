"""What somebody sends is taken in once, whole, and never changes."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from surveys.choices import Helped, Outcome, QuarantineReason
from surveys.data import IncomingSubmission, Receipt
from surveys.models import AnsweringSession, Draft, Quarantine, Submission
from surveys.operations.drafts import NewerDraftError, SessionEndedError, UnknownQuestionsError, save_draft
from surveys.operations.follow_up import mark_followed_up
from surveys.operations.outcomes import prefer_not
from surveys.operations.rounds import close_round
from surveys.operations.submissions import AnswersRejectedError, KeptAsideError, submit
from tests.cast import Cast
from tests.surveys.asking import AT, LATER, incoming, invitation_of, life, open_test_round, sitting


@pytest.fixture
def session(cast: Cast) -> AnsweringSession:
    """Return Anna's open session."""
    open_test_round(cast.provider)
    return sitting(cast.anna).session


def test_a_submission_counts_for_its_invitation(cast: Cast, session: AnsweringSession) -> None:
    sent = incoming(life(kamer=None), helped=Helped.TOGETHER)
    assert submit(session=session, submission=sent, at=AT).created
    invitation = invitation_of(cast.anna)
    assert (invitation.outcome, invitation.counted_id) == (Outcome.COMPLETE, sent.id)
    stored = Submission.objects.get()
    assert stored.answers["kamer"] == {"declined": "rather_not"}
    assert (stored.informant, stored.mode, stored.helped) == ("self", "named", "together")


def test_a_repeat_gets_the_same_receipt_and_changes_nothing(session: AnsweringSession) -> None:
    sent = incoming()
    first = submit(session=session, submission=sent, at=AT)
    shuffled = replace(sent, answers=dict(reversed(list(sent.answers.items()))))
    assert submit(session=session, submission=shuffled, at=LATER) == Receipt(first.receipt, created=False)
    assert Submission.objects.get().received_at == AT
    assert not Quarantine.objects.exists()


def test_a_repeat_is_recognised_after_the_round_closed(session: AnsweringSession) -> None:
    sent = incoming()
    first = submit(session=session, submission=sent, at=AT)
    close_round(round_id=session.invitation.frame_member.round_id, at=LATER)
    assert submit(session=session, submission=sent, at=LATER) == Receipt(first.receipt, created=False)


@pytest.mark.parametrize(
    "change",
    [{"answers": life(kamer=1)}, {"helped": Helped.READ_ALOUD}, {"style": "words"}, {"language": "en"}],
)
def test_the_same_id_with_other_content_is_kept_aside(session: AnsweringSession, change: dict[str, Any]) -> None:
    sent = incoming()
    submit(session=session, submission=sent, at=AT)
    for _time in range(2):
        with pytest.raises(KeptAsideError) as kept:
            submit(session=session, submission=replace(sent, **change), at=LATER)
    assert kept.value.code == QuarantineReason.OTHER_CONTENT
    assert Quarantine.objects.get().content["answers"] == replace(sent, **change).answers
    assert Submission.objects.get().answers == sent.answers


def test_a_second_answer_for_one_invitation_is_kept_aside(session: AnsweringSession) -> None:
    first = incoming()
    submit(session=session, submission=first, at=AT)
    with pytest.raises(KeptAsideError) as kept:
        submit(session=session, submission=incoming(), at=LATER)
    assert kept.value.code == QuarantineReason.ALREADY_ANSWERED
    assert Submission.objects.get().id == first.id


def test_answers_after_preferring_not_to_are_kept_aside(cast: Cast, session: AnsweringSession) -> None:
    prefer_not(session=session, at=AT)
    with pytest.raises(KeptAsideError) as kept:
        submit(session=session, submission=incoming(), at=LATER)
    assert kept.value.code == QuarantineReason.ALREADY_REFUSED
    assert invitation_of(cast.anna).outcome == Outcome.REFUSED
    assert not Submission.objects.exists()


def test_answers_after_closing_are_kept_aside(session: AnsweringSession) -> None:
    close_round(round_id=session.invitation.frame_member.round_id, at=AT)
    with pytest.raises(KeptAsideError) as kept:
        submit(session=session, submission=incoming(), at=LATER)
    assert kept.value.code == QuarantineReason.ROUND_CLOSED
    assert Quarantine.objects.count() == 1


def test_an_id_of_somebody_else_is_never_overwritten(cast: Cast, session: AnsweringSession) -> None:
    sent = incoming()
    submit(session=session, submission=sent, at=AT)
    with pytest.raises(KeptAsideError):
        submit(session=sitting(cast.noor).session, submission=sent, at=LATER)
    assert Submission.objects.get().session == session
    assert invitation_of(cast.noor).outcome == Outcome.OPEN


def test_wrong_answers_name_each_fault_and_store_nothing(session: AnsweringSession) -> None:
    with pytest.raises(AnswersRejectedError) as rejected:
        submit(session=session, submission=incoming(life() | {"kamer": {"value": 9}, "wat": {"value": 1}}), at=AT)
    assert {fault.pointer for fault in rejected.value.faults} == {"/answers/kamer/value", "/answers/wat"}
    assert not Submission.objects.exists()


def test_sending_ends_the_session_and_removes_the_draft(session: AnsweringSession) -> None:
    save_draft(session=session, revision=1, answers={}, at=AT)
    submit(session=session, submission=incoming(), at=AT)
    assert not Draft.objects.exists()
    with pytest.raises(SessionEndedError):
        save_draft(session=session, revision=2, answers={}, at=LATER)


@pytest.mark.parametrize(
    "change",
    [
        "answers = '{}'",
        "id = gen_random_uuid()",
        "mode = 'confidential'",
        "informant = 'relative'",
        "content_hash = ''",
        "helped = 'together'",
        "received_at = now()",
        "style = 'words'",
    ],
)
def test_the_database_refuses_to_change_what_was_said(session: AnsweringSession, change: str) -> None:
    submit(session=session, submission=incoming(), at=AT)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE surveys_submission SET {change}")  # noqa: S608 -- the words above


def test_the_follow_up_may_be_noted(session: AnsweringSession) -> None:
    sent = incoming()
    submit(session=session, submission=sent, at=AT)
    mark_followed_up(submission_id=sent.id, at=AT)
    mark_followed_up(submission_id=sent.id, at=LATER)
    assert Submission.objects.get().followed_up_at == AT


def test_a_newer_revision_replaces_and_an_older_one_is_kept_beside(session: AnsweringSession) -> None:
    save_draft(session=session, revision=1, answers={"kamer": {"value": 1}}, at=AT)
    save_draft(session=session, revision=3, answers={"kamer": {"value": 3}}, at=AT)
    for revision in (2, 3):
        with pytest.raises(NewerDraftError):
            save_draft(session=session, revision=revision, answers={"kamer": {"value": 2}}, at=LATER)
    assert save_draft(session=session, revision=3, answers={"kamer": {"value": 3}}, at=LATER).revision == 3
    assert Draft.objects.get().answers == {"kamer": {"value": 3}}
    assert sorted(session.losing_drafts.values_list("revision", flat=True)) == [2, 3]


def test_a_draft_of_questions_that_are_not_asked_is_refused(session: AnsweringSession) -> None:
    with pytest.raises(UnknownQuestionsError):
        save_draft(session=session, revision=1, answers={"geheim": {"value": 1}}, at=AT)
    assert not Draft.objects.exists()


def _at_once(number: int, work: Callable[[int], object]) -> list[object]:
    """Run `work` in threads that start together; gives what each returned or raised."""
    barrier, found = threading.Barrier(number), [object()] * number

    def run(place: int) -> None:
        barrier.wait()
        try:
            found[place] = work(place)
        except KeptAsideError as error:
            found[place] = error.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.django_db(transaction=True)
def test_five_repeats_at_the_same_time_make_one_row(cast: Cast) -> None:
    open_test_round(cast.provider)
    session, sent = sitting(cast.anna).session, incoming()
    found = _at_once(5, lambda _place: submit(session=session, submission=sent, at=AT))
    receipts = [each for each in found if isinstance(each, Receipt)]
    assert len(receipts) == 5
    assert len({each.receipt for each in receipts}) == 1
    assert sum(each.created for each in receipts) == 1
    assert Submission.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_different_answers_at_the_same_time_one_counts_and_none_is_lost(cast: Cast) -> None:
    open_test_round(cast.provider)
    session = sitting(cast.anna).session
    sent: list[IncomingSubmission] = [incoming() for _number in range(4)]
    found = _at_once(4, lambda place: submit(session=session, submission=sent[place], at=AT))
    assert sum(isinstance(each, Receipt) for each in found) == 1
    assert Submission.objects.count() == 1
    assert Quarantine.objects.count() == 3
    kept = {str(Submission.objects.get().id), *map(str, Quarantine.objects.values_list("submission_id", flat=True))}
    assert kept == {str(each.id) for each in sent}
    assert json.dumps(Submission.objects.get().answers)
