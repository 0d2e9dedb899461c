"""All that was answered by name stands on the page of the client, in words; nothing else does."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from organisations.clock import now
from surveys.choices import Audience, Helped, Mode
from surveys.data import IncomingSubmission
from surveys.models import Invitation, Round
from surveys.operations.rounds import close_round
from surveys.operations.submissions import submit
from surveys.queries import given_answers
from tests.cast import Cast, SignIn
from tests.factories import RelativeFactory, RepresentationFactory
from tests.supportplans.story import answered, invitation_of, opened_round, session_of
from tests.surveys.asking import life

BRAM = "Zij <b>lacht</b> weer."
MARIA = "Meer naar buiten."


def says(invitation: Invitation, answers: dict[str, Any], **changes: Any) -> None:
    sent = IncomingSubmission(id=uuid4(), answers=answers, **changes)
    submit(session=session_of(invitation), submission=sent, at=now())


def page(browser: Browser, cast: Cast) -> str:
    response = browser.get(reverse("supportplans:client-detail", args=[cast.anna.pk]))
    assert response.status_code == 200
    return response.content.decode()


def more_relatives(cast: Cast, number: int) -> None:
    for _number in range(number):
        RepresentationFactory(client=cast.anna, relative=RelativeFactory(provider=cast.provider))


def relatives_of(asking: Round, cast: Cast) -> list[Invitation]:
    return list(
        Invitation.objects.filter(
            frame_member__round=asking, frame_member__client=cast.anna, audience=Audience.RELATIVE
        ).order_by("relative__name")
    )


def test_every_answer_of_the_client_stands_there_in_words(cast: Cast, asking: Round, signed_in: SignIn) -> None:
    answers = life(kamer=2, huisgenoten=None)
    says(invitation_of(asking, cast.anna), answers, helped=Helped.READ_ALOUD)
    html = page(signed_in(cast.carla), cast)
    assert "Hoe vind je je eigen kamer of je eigen plek?" in html
    assert re.search(r"<dd[^>]*>\s*Slecht\s*</dd>", html)
    assert "Wil ik niet zeggen" in html
    assert "Iemand las het voor" in html
    assert html.index("Waar ik woon") < html.index("Mijn dag") < html.index("De hulp die ik krijg")
    assert "In eigen woorden." in html


def test_i_do_not_know_is_said_as_such(cast: Cast, asking: Round, signed_in: SignIn) -> None:
    says(invitation_of(asking, cast.anna), life() | {"kamer": {"declined": "dont_know"}})
    assert "Weet ik niet" in page(signed_in(cast.carla), cast)


def test_the_order_asked_is_kept(cast: Cast, asking: Round) -> None:
    answers = life()
    order = tuple(reversed(answers))
    says(invitation_of(asking, cast.anna), answers, order_shown=order)
    first = given_answers(cast.anna.id)[0].subjects[0]
    asked_last = given_answers(cast.anna.id)[0].subjects[-1].answers[-1]
    assert asked_last.question == "Hoe vind je je eigen kamer of je eigen plek?"
    assert first.label != "Waar ik woon"


def test_each_relative_stands_apart_with_literal_words(cast: Cast, signed_in: SignIn) -> None:
    maria = RelativeFactory(provider=cast.provider, name="Maria Smit")
    RepresentationFactory(client=cast.anna, relative=maria)
    asking = opened_round(cast.provider)
    for invitation, words in zip(relatives_of(asking, cast), (BRAM, MARIA), strict=True):
        answered(invitation, words=words)
    html = page(signed_in(cast.carla), cast)
    card = html[html.index("relatives-title") :]
    bram, maria_at = card.index("<h3>Bram de Wit</h3>"), card.index("<h3>Maria Smit</h3>")
    assert bram < card.index("Zij &lt;b&gt;lacht&lt;/b&gt; weer.") < maria_at < card.index(MARIA)
    assert BRAM not in html


def test_what_was_said_in_confidence_is_never_shown(cast: Cast, signed_in: SignIn) -> None:
    asking = opened_round(cast.provider, mode=Mode.CONFIDENTIAL)
    answered(invitation_of(asking, cast.anna), words="Geheim")
    answered(relatives_of(asking, cast)[0], words="Geheim")
    html = page(signed_in(cast.carla), cast)
    assert given_answers(cast.anna.id) == []
    assert "Geheim" not in html
    assert "relatives-title" not in html


def test_only_the_latest_of_each_person_and_nothing_of_others(cast: Cast, signed_in: SignIn) -> None:
    for words in ("Vroeger", "Nu"):
        asking = opened_round(cast.provider)
        answered(relatives_of(asking, cast)[0], words=words)
        answered(invitation_of(asking, cast.noor), words="Van Noor")
        close_round(round_id=asking.id, at=now())
    html = page(signed_in(cast.carla), cast)
    assert "<p>Nu</p>" in html
    assert "Vroeger" not in html
    assert "Van Noor" not in html


def test_the_page_for_the_client_shows_nothing_of_relatives(cast: Cast, asking: Round, signed_in: SignIn) -> None:
    answered(relatives_of(asking, cast)[0], words=MARIA)
    address = reverse("supportplans:client-feedback", args=[cast.anna.pk])
    assert MARIA not in signed_in(cast.carla).get(address).content.decode()


def test_who_may_not_see_the_client_sees_no_answers(cast: Cast, asking: Round, signed_in: SignIn) -> None:
    answered(relatives_of(asking, cast)[0])
    address = reverse("supportplans:client-detail", args=[cast.anna.pk])
    assert signed_in(cast.eva).get(address).status_code == 404


@pytest.mark.parametrize("more", [0, 5])
def test_many_relatives_cost_no_more_than_one(
    cast: Cast, signed_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries, more: int
) -> None:
    more_relatives(cast, more)
    asking = opened_round(cast.provider)
    answered(invitation_of(asking, cast.anna))
    for invitation in relatives_of(asking, cast):
        answered(invitation)
    browser = signed_in(cast.carla)
    with django_assert_num_queries(21):
        html = page(browser, cast)
    assert html.count('<details class="more" open>') == more + 1


def test_the_letter_says_to_a_relative_who_reads_it(cast: Cast, asking: Round, signed_in: SignIn) -> None:
    address = reverse("surveys:invitation-letter", args=[relatives_of(asking, cast)[0].pk])
    html = signed_in(cast.carla).post(address).content.decode()
    assert "Op naam: de begeleiders van het team en hun teamleider lezen wat u zegt." in html
