"""Facts are put right with what they were; an answer never changes, and a note stands beside it."""

from datetime import date

import pytest
from django.urls import reverse

from organisations.choices import Action, AskedBy
from organisations.clock import now
from organisations.data import SYSTEM
from organisations.models import AccessEvent, Client, Correction
from organisations.operations.corrections import correct_client
from surveys.models import AnswerNote, Submission
from surveys.operations.answer_notes import NoteRefusedError, note_beside_answer
from tests.cast import Cast, SignIn
from tests.supportplans.story import answered, invitation_of, opened_round


def facts(**changes: object) -> dict[str, object]:
    """Return the form as it would be sent when nothing but `changes` was typed."""
    same = {"first_name": "Anna", "last_name": "de Wit", "birth_date": "1990-05-17", "address_form": "je"}
    return {**same, "asked_by": "client", **changes}


def test_what_it_was_before_is_kept(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.gerda)
    sent = facts(first_name="Annie", birth_date="1991-05-17")
    browser.post(reverse("organisations:correction", args=(cast.anna.pk,)), sent)
    now_known = Client.objects.get(pk=cast.anna.pk)
    assert (now_known.first_name, now_known.birth_date) == ("Annie", date(1991, 5, 17))
    kept = {one.field: (one.before, one.after, one.corrected_by) for one in Correction.objects.all()}
    assert kept == {
        "first_name": ("Anna", "Annie", cast.gerda),
        "birth_date": ("1990-05-17", "1991-05-17", cast.gerda),
    }
    page = browser.get(reverse("organisations:personal-data", args=(cast.anna.pk,))).content.decode()
    assert "<del>Anna</del>" in page
    assert AccessEvent.objects.filter(action=Action.CORRECT, client_id=cast.anna.pk).count() == 1


def test_nothing_changed_writes_nothing(cast: Cast, signed_in: SignIn) -> None:
    signed_in(cast.gerda).post(reverse("organisations:correction", args=(cast.anna.pk,)), facts())
    assert not Correction.objects.exists()
    assert not AccessEvent.objects.filter(action=Action.CORRECT).exists()


@pytest.mark.parametrize("wrong", [{"birth_date": "31-31-1990"}, {"first_name": ""}, {"asked_by": "nobody"}])
def test_what_is_wrong_is_said_and_nothing_stored(cast: Cast, signed_in: SignIn, wrong: dict[str, str]) -> None:
    response = signed_in(cast.gerda).post(
        reverse("organisations:correction", args=(cast.anna.pk,)), facts(last_name="Anders") | wrong
    )
    assert response.status_code == 422
    assert Client.objects.get(pk=cast.anna.pk).last_name == "de Wit"


def test_a_field_that_is_no_fact_cannot_be_sent_along(cast: Cast) -> None:
    given = {"number": "9999", "provider_id": cast.other_provider.pk}
    assert correct_client(client_id=cast.anna.pk, facts=given, asked_by=AskedBy.CLIENT, actor=SYSTEM, at=now()) == ()
    assert Client.objects.get(pk=cast.anna.pk).number == "1001"


def test_a_note_stands_beside_the_answer_which_stays(cast: Cast, signed_in: SignIn) -> None:
    submission_id = answered(invitation_of(opened_round(cast.provider), cast.anna))
    before = Submission.objects.get().answers
    browser = signed_in(cast.carla)
    sent = {"question": "kamer", "words": "<b>Ik bedoelde de gang</b>", "said_by": "client"}
    for _tap in range(2):
        done = browser.post(reverse("surveys:answer-note", args=(submission_id,)), sent)
        assert done.status_code == 302
    assert Submission.objects.get().answers == before
    assert AnswerNote.objects.get().noted_by == cast.carla
    page = browser.get(reverse("supportplans:client-detail", args=(cast.anna.pk,))).content.decode()
    assert "&lt;b&gt;Ik bedoelde de gang&lt;/b&gt;" in page


@pytest.mark.parametrize(("question", "words"), [("kamer", "  "), ("bestaat-niet", "Anders"), ("kamer", "a" * 1001)])
def test_what_cannot_be_noted_is_refused(cast: Cast, question: str, words: str) -> None:
    submission_id = answered(invitation_of(opened_round(cast.provider), cast.anna))
    with pytest.raises(NoteRefusedError):
        note_beside_answer(
            submission_id=submission_id,
            question=question,
            words=words,
            said_by=AskedBy.CLIENT,
            actor=SYSTEM,
            at=now(),
        )
    assert not AnswerNote.objects.exists()
