"""Goals that a client wants, how they come into what is asked, and what a client agrees while answering."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from instruments.definition.loading import load_bytes
from instruments.definition.model import Definition
from organisations.clock import now
from supportplans.context import goals
from supportplans.errors import RejectedError
from supportplans.models import Agreement, Goal, Wish
from supportplans.operations.agreed import record_agreements
from supportplans.operations.goals import add_goal, end_goal
from supportplans.rules.goals import MOST_GOALS
from surveys.choices import Audience, Mode
from surveys.data import IncomingSubmission
from surveys.models import AnsweringSession, Round
from surveys.operations.submissions import AnswersRejectedError, submit
from surveys.queries import given_answers, submission_for_follow_up
from tests.cast import Cast, SignIn
from tests.instruments.shapes import SHAPES, shapes
from tests.supportplans.rows import wanted_goal
from tests.supportplans.story import invitation_of, session_of
from tests.surveys.all_shapes import RATHER_NOT, open_shapes, said
from workers.jobs.after_submission import after_submission

PLAN = {"what": "Samen naar de markt.", "who": ["ik", "begeleider"], "when": "2030-02-01"}


def sent(session: AnsweringSession, answers: dict[str, Any]) -> UUID:
    """Send answers as a tablet does."""
    incoming = IncomingSubmission(id=uuid4(), answers=answers)
    submit(session=session, submission=incoming, at=now())
    return incoming.id


def test_a_goal_is_written_down_once_and_ends(cast: Cast) -> None:
    goal = wanted_goal(cast.anna, "  Zelf koken ")
    assert (goal.words, goal.provider, goal.wanted_by_client) == ("Zelf koken", cast.provider, True)
    assert wanted_goal(cast.anna) == goal
    ended = end_goal(goal_id=goal.id, at=now())
    assert end_goal(goal_id=goal.id, at=now()).ended_at == ended.ended_at
    assert wanted_goal(cast.anna) != goal


@pytest.mark.parametrize(
    ("goal", "field"),
    [
        ({"words": "Zelf koken", "wanted_by_client": False}, "whose"),
        ({"words": " ", "wanted_by_client": True}, "words"),
        ({"words": "a" * 201, "wanted_by_client": True}, "words"),
    ],
)
def test_what_the_client_does_not_want_is_no_goal(cast: Cast, goal: dict[str, Any], field: str) -> None:
    with pytest.raises(RejectedError) as caught:
        add_goal(client=cast.anna, staff_id=None, at=now(), **goal)
    assert [fault.field for fault in caught.value.faults] == [field]
    assert not Goal.objects.exists()


def test_nobody_works_on_more_goals_than_fit_in_a_sitting(cast: Cast) -> None:
    for number in range(MOST_GOALS):
        wanted_goal(cast.anna, f"Doel {number}")
    with pytest.raises(RejectedError):
        wanted_goal(cast.anna, "Nog een doel")


def test_the_database_knows_no_goal_that_is_not_wanted(cast: Cast) -> None:
    goal = wanted_goal(cast.anna)
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.filter(pk=goal.pk).update(wanted_by_client=False)


def test_goals_are_written_down_and_ended_on_the_page_of_the_client(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    address = reverse("supportplans:goal-create", args=[cast.anna.pk])
    for whose in ("", "others", "maybe"):
        assert browser.post(address, {"words": "Zelf koken", "whose": whose}).status_code == 200
    assert not Goal.objects.exists()
    assert browser.post(address, {"words": "Zelf koken", "whose": "client"}).status_code == 302
    goal = Goal.objects.get()
    assert goal.made_by == cast.carla
    page = reverse("supportplans:client-detail", args=[cast.anna.pk])
    assert "Zelf koken" in browser.get(page).content.decode()
    assert browser.post(reverse("supportplans:goal-end", args=[goal.pk])).status_code == 302
    assert "Zelf koken" not in browser.get(page).content.decode()


def test_the_client_is_asked_about_each_goal_as_it_was_then(cast: Cast) -> None:
    cooking, cycling = wanted_goal(cast.anna), wanted_goal(cast.anna, "Leren fietsen")
    session = session_of(invitation_of(open_shapes(cast.provider), cast.anna))
    assert [goal["words"] for goal in session.context["goals"]] == ["Zelf koken", "Leren fietsen"]
    end_goal(goal_id=cycling.id, at=now())
    value = {str(cooking.id): 4, str(cycling.id): 2}
    sent(session, said(doelen=value) | {"doel-blijft": {"value": {str(cooking.id): "ja"}}})
    words = [
        answer.words for given in given_answers(cast.anna.id) for each in given.subjects for answer in each.answers
    ]
    assert "Zelf koken: Heel goed\nLeren fietsen: Slecht" in words


def test_a_goal_of_another_client_is_refused(cast: Cast) -> None:
    wanted_goal(cast.anna)
    stranger = wanted_goal(cast.noor)
    session = session_of(invitation_of(open_shapes(cast.provider), cast.anna))
    with pytest.raises(AnswersRejectedError) as caught:
        sent(session, said(doelen={str(stranger.id): 4}) | {"doel-blijft": RATHER_NOT})
    assert [fault.pointer for fault in caught.value.faults] == [f"/answers/doelen/value/{stranger.id}"]


def test_who_has_no_goals_is_not_asked_about_them(cast: Cast) -> None:
    session = session_of(invitation_of(open_shapes(cast.provider), cast.anna))
    assert "goals" not in session.context
    sent(session, said())


def test_goals_go_only_where_they_are_asked_about_and_never_into_anonymous_answers(cast: Cast, asking: Round) -> None:
    wanted_goal(cast.anna)
    assert "goals" not in session_of(invitation_of(asking, cast.anna)).context
    invitation = invitation_of(open_shapes(cast.provider), cast.anna)
    assert goals(invitation, shapes())
    invitation.frame_member.round.mode = Mode.ANONYMOUS
    assert goals(invitation, shapes()) == []


def test_what_a_client_agrees_becomes_an_agreement_once(cast: Cast) -> None:
    session = session_of(invitation_of(open_shapes(cast.provider), cast.anna))
    submission_id = sent(session, said(afspraak=PLAN))
    after_submission(submission_id=str(submission_id))
    record_agreements(submission=submission_for_follow_up(submission_id))
    made = Agreement.objects.get()
    assert (made.client, made.submission_id, made.question) == (cast.anna, submission_id, "afspraak")
    assert (made.what, made.who, made.due_on) == (PLAN["what"], "Ik zelf, Mijn begeleider", date(2030, 2, 1))
    assert (made.wish, made.made_by) == (None, None)


def test_an_agreement_without_a_day_is_shown_without_one(cast: Cast, signed_in: SignIn) -> None:
    session = session_of(invitation_of(open_shapes(cast.provider), cast.anna))
    after_submission(submission_id=str(sent(session, said(afspraak=PLAN | {"when": None}))))
    assert Agreement.objects.get().due_on is None
    browser = signed_in(cast.carla)
    for name in ("client-detail", "client-feedback"):
        page = browser.get(reverse(f"supportplans:{name}", args=[cast.anna.pk]))
        assert "Samen naar de markt." in page.content.decode()
    close = browser.get(reverse("supportplans:agreement-close", args=[Agreement.objects.get().pk]))
    assert close.status_code == 200


def test_in_confidence_nobody_is_asked_to_agree_and_nothing_is_made(cast: Cast) -> None:
    session = session_of(invitation_of(open_shapes(cast.provider, mode=Mode.CONFIDENTIAL), cast.anna))
    with pytest.raises(AnswersRejectedError):
        sent(session, said(afspraak=PLAN))
    answers = said()
    del answers["afspraak"]
    after_submission(submission_id=str(sent(session, answers)))
    assert not Agreement.objects.exists()


def test_what_was_agreed_in_confidence_by_a_fault_of_ours_still_makes_nothing(cast: Cast) -> None:
    session = session_of(invitation_of(open_shapes(cast.provider), cast.anna))
    found = submission_for_follow_up(sent(session, said(afspraak=PLAN)))
    assert record_agreements(submission=replace(found, mode=Mode.CONFIDENTIAL)) == ()
    assert record_agreements(submission=replace(found, audience=Audience.RELATIVE)) == ()
    assert not Agreement.objects.exists()


def test_long_names_of_who_does_it_hold_nothing_up(cast: Cast) -> None:
    """What cannot be written down whole must not keep the wishes of the same answers from the team."""
    role, long = "Mijn begeleider", "De begeleider van dienst. " * 30
    definition = load_bytes(SHAPES.replace(role, long).encode(), file="lang.yaml")
    session = session_of(invitation_of(open_shapes(cast.provider, definition), cast.anna))
    after_submission(submission_id=str(sent(session, said(afspraak=PLAN))))
    made = Agreement.objects.get()
    assert made.who.startswith("Ik zelf, De begeleider van dienst.")
    assert made.who.endswith("…")


def test_who_rather_not_agrees_has_no_agreement(cast: Cast) -> None:
    session = session_of(invitation_of(open_shapes(cast.provider), cast.anna))
    after_submission(submission_id=str(sent(session, said())))
    assert not Agreement.objects.exists()


def test_an_agreement_goes_with_the_wish_of_its_subject(cast: Cast) -> None:
    session = session_of(invitation_of(open_shapes(cast.provider, with_change()), cast.anna))
    after_submission(submission_id=str(sent(session, said(plannen_anders="change", afspraak=PLAN))))
    assert Agreement.objects.get().wish == Wish.objects.get()


def with_change() -> Definition:
    """Return the definition with a change question about its subject."""
    labels = (
        "change: {keep: {nl: Ja, en: Keep, ar: {unchecked: نعم}}, change: {nl: Nee, en: Change, ar: {unchecked: لا}}}"
    )
    text = "texts: {nl: Blijft het zo?, en: Does it stay?, ar: {unchecked: هل يبقى؟}}"
    question = f"  - {{key: plannen-anders, type: change, domain: plannen, sitting: 2, {text}}}"
    changed = SHAPES.replace("questions:", f"{labels}\nquestions:")
    return load_bytes(
        changed.replace("  - key: afspraak", f"{question}\n  - key: afspraak").encode(), file="vormen.yaml"
    )
