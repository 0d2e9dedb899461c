"""Preferring not to, stopping halfway, and what staff may correct."""

import pytest

from surveys.choices import Audience, Outcome
from surveys.models import AnsweringSession, Draft, OutcomeChange, Submission
from surveys.operations.codes import issue_code
from surveys.operations.drafts import save_draft
from surveys.operations.outcomes import CorrectionRefusedError, correct_outcome, prefer_not, withdraw
from surveys.operations.rounds import close_round
from surveys.operations.sessions import UnknownCodeError, open_by_code
from surveys.operations.submissions import submit
from tests.cast import Cast
from tests.surveys.asking import AT, LATER, incoming, invitation_of, open_test_round, sitting


@pytest.fixture
def session(cast: Cast) -> AnsweringSession:
    """Return Anna's open session."""
    open_test_round(cast.provider)
    return sitting(cast.anna).session


def test_preferring_not_to_is_recorded_and_nothing_else(cast: Cast, session: AnsweringSession) -> None:
    save_draft(session=session, revision=1, answers={"kamer": {"value": 4}}, at=AT)
    prefer_not(session=session, at=AT)
    prefer_not(session=session, at=LATER)
    assert invitation_of(cast.anna).outcome == Outcome.REFUSED
    assert not Draft.objects.exists()
    assert not Submission.objects.exists()


def test_preferring_not_to_uses_up_the_code(cast: Cast, session: AnsweringSession) -> None:
    code = issue_code(invitation_id=invitation_of(cast.anna).id, at=AT)
    prefer_not(session=session, at=AT)
    with pytest.raises(UnknownCodeError):
        open_by_code(code=code, address="192.0.2.1", at=LATER)


def test_an_answer_is_not_undone_by_preferring_not_to_afterwards(cast: Cast, session: AnsweringSession) -> None:
    submit(session=session, submission=incoming(), at=AT)
    prefer_not(session=session, at=LATER)
    assert invitation_of(cast.anna).outcome == Outcome.COMPLETE


def test_stopping_and_keeping_counts_as_partly(cast: Cast, session: AnsweringSession) -> None:
    said = {"kamer": {"value": 4}, "eten": {"declined": "dont_know"}, "wonen-anders": {"value": ""}}
    save_draft(session=session, revision=1, answers=said, at=AT)
    receipt = withdraw(session=session, keep=True, at=LATER)
    assert receipt is not None
    assert invitation_of(cast.anna).outcome == Outcome.PARTLY
    assert Submission.objects.get().answers == {"kamer": {"value": 4}, "eten": {"declined": "dont_know"}}


@pytest.mark.parametrize("keep", [True, False])
def test_stopping_without_anything_to_keep_is_preferring_not_to(
    cast: Cast, session: AnsweringSession, *, keep: bool
) -> None:
    if not keep:
        save_draft(session=session, revision=1, answers={"kamer": {"value": 4}}, at=AT)
    assert withdraw(session=session, keep=keep, at=LATER) is None
    assert invitation_of(cast.anna).outcome == Outcome.REFUSED
    assert not Draft.objects.exists()
    assert not Submission.objects.exists()


def test_a_correction_leaves_a_trace(cast: Cast, session: AnsweringSession) -> None:
    prefer_not(session=session, at=AT)
    corrected = correct_outcome(
        invitation_id=invitation_of(cast.anna).id,
        outcome=Outcome.OPEN,
        reason="Anna drukte per ongeluk op Nee.",
        staff_id=cast.dirk.id,
        at=LATER,
    )
    assert corrected.outcome == Outcome.OPEN
    change = OutcomeChange.objects.get()
    assert (change.before, change.after, change.staff) == (Outcome.REFUSED, Outcome.OPEN, cast.dirk)


@pytest.mark.parametrize("asked", [True, False])
def test_a_relative_who_left_after_being_asked_stays_in_the_denominator(cast: Cast, *, asked: bool) -> None:
    open_test_round(cast.provider)
    bram = invitation_of(cast.anna, Audience.RELATIVE)
    if asked:
        issue_code(invitation_id=bram.pk, at=AT)
    given = {"reason": "overleden", "staff_id": cast.dirk.id, "at": AT}
    corrected = correct_outcome(invitation_id=bram.pk, outcome=Outcome.LEFT, **given)
    assert corrected.outcome == (Outcome.LEFT_AFTER_ASKED if asked else Outcome.LEFT)


def test_that_a_client_left_is_not_written_down_in_one_round_alone(cast: Cast, session: AnsweringSession) -> None:
    with pytest.raises(CorrectionRefusedError, match="Changes"):
        correct_outcome(
            invitation_id=session.invitation_id, outcome=Outcome.LEFT, reason="weg", staff_id=cast.dirk.id, at=AT
        )


def test_a_code_of_somebody_who_left_stops(cast: Cast) -> None:
    open_test_round(cast.provider)
    bram = invitation_of(cast.anna, Audience.RELATIVE)
    code = issue_code(invitation_id=bram.pk, at=AT)
    correct_outcome(invitation_id=bram.pk, outcome=Outcome.LEFT, reason="verhuisd", staff_id=cast.dirk.id, at=AT)
    with pytest.raises(UnknownCodeError):
        open_by_code(code=code, address="192.0.2.1", at=LATER)


@pytest.mark.parametrize("outcome", [Outcome.COMPLETE, Outcome.PARTLY])
def test_nobody_can_write_down_an_answer_for_somebody(cast: Cast, session: AnsweringSession, outcome: Outcome) -> None:
    with pytest.raises(CorrectionRefusedError):
        correct_outcome(
            invitation_id=session.invitation_id, outcome=outcome, reason="echt waar", staff_id=cast.dirk.id, at=AT
        )
    assert invitation_of(cast.anna).outcome == Outcome.OPEN


def test_an_answer_cannot_be_corrected_away(cast: Cast, session: AnsweringSession) -> None:
    submit(session=session, submission=incoming(), at=AT)
    with pytest.raises(CorrectionRefusedError):
        correct_outcome(
            invitation_id=session.invitation_id, outcome=Outcome.REFUSED, reason="nee", staff_id=cast.dirk.id, at=AT
        )


def test_a_correction_needs_a_reason_and_an_open_round(cast: Cast, session: AnsweringSession) -> None:
    given = {"invitation_id": session.invitation_id, "outcome": Outcome.NO_FIT, "staff_id": cast.dirk.id, "at": AT}
    with pytest.raises(CorrectionRefusedError):
        correct_outcome(reason="  ", **given)
    close_round(round_id=session.invitation.frame_member.round_id, at=LATER)
    with pytest.raises(CorrectionRefusedError):
        correct_outcome(reason="te moeilijk", **given)
