"""What a relative sees: agreements when the own scope says so today, own answers, and nothing of anybody else."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.template.loader import render_to_string
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from instruments.catalogue import builtin
from instruments.definition.texts import Labels
from organisations.choices import RepresentationBasis
from organisations.clock import now, today
from organisations.data import SYSTEM
from organisations.models import AccessEvent, Client, Representation
from organisations.operations.relatives import give_code
from organisations.queries.who_looked import who_looked
from supportplans.models import Wish
from supportplans.operations.agreements import make_agreement
from supportplans.operations.flags import record_change_answers
from surveys.choices import Audience, Mode
from surveys.data import GivenAnswer
from surveys.models import Invitation, Round
from surveys.operations.releases import publish_release
from surveys.queries import submission_for_follow_up
from tests.cast import Cast, SignIn
from tests.factories import RelativeFactory, RepresentationFactory
from tests.organisations.near import let_in, letter_for_bram
from tests.supportplans.rows import made_agreement
from tests.supportplans.story import answered, invitation_of, opened_round
from tests.surveys.asking import open_test_round

OWN = "Zij <b>lacht</b> weer."
HERS = "Ik wil een huisdier, zeg het niet tegen papa."


@pytest.fixture
def bram(cast: Cast, client: Browser) -> Browser:
    """Bram, signed in, who may see what is agreed with Anna."""
    return let_in(client, letter_for_bram(cast))


def page(browser: Browser, cast: Cast) -> str:
    response = browser.get(address(cast))
    assert response.status_code == 200
    return response.content.decode()


def address(cast: Cast) -> str:
    return reverse("near:person", args=[Representation.objects.get(relative=cast.bram, client=cast.anna).pk])


def born(cast: Cast, years: int, *, days: int = 0) -> None:
    """Let Anna be that old today, give or take some days."""
    on = today()
    birthday = date(on.year - years, on.month, min(on.day, 28)) + timedelta(days=days)
    Client.objects.filter(pk=cast.anna.pk).update(birth_date=birthday)


def test_agreements_are_shown_but_not_the_own_words(cast: Cast, asking: Round, bram: Browser) -> None:
    answered(invitation_of(asking, cast.anna), {"wonen": "change"}, words=HERS)
    made_agreement(cast.anna)
    html = page(bram, cast)
    assert "Samen wandelen" in html
    assert "huisdier" not in html


def test_the_client_reads_by_name_that_a_relative_looked(cast: Cast, bram: Browser) -> None:
    page(bram, cast)
    looked = who_looked(cast.anna, on=today())
    assert cast.bram.name in [look.who for day in looked.days for look in day.looks]


def test_what_was_promised_before_stays_after_a_later_talk(cast: Cast, asking: Round, bram: Browser) -> None:
    record_change_answers(
        submission=submission_for_follow_up(answered(invitation_of(asking, cast.anna), {"wonen": "change"}))
    )
    wish = Wish.objects.get(client=cast.anna)
    make_agreement(
        client=cast.anna, wish=wish, what="Een andere kamer", who="Carla", due_on=today(), staff_id=None, on=today(),
        at=now(),
    )  # fmt: skip
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        later = invitation_of(opened_round(cast.provider, name="Later"), cast.anna)
        record_change_answers(submission=submission_for_follow_up(answered(later)))
        let_in(bram, letter_for_bram(cast))
        assert "Een andere kamer" in page(bram, cast)


def test_own_answers_by_name_stand_there_literally(cast: Cast, asking: Round, bram: Browser) -> None:
    answered(invitation_of(asking, cast.anna, Audience.RELATIVE), words=OWN)
    html = page(bram, cast)
    assert "Zij &lt;b&gt;lacht&lt;/b&gt; weer." in html


def test_what_was_declined_is_told_in_the_language_of_the_page() -> None:
    answer = GivenAnswer("Hoe gaat het?", "", quoted=False, declined="rather_not")
    with override("nl"):
        assert 'lang="nl"' in render_to_string("near/given_answer.html", {"answer": answer})


def test_what_was_said_in_confidence_is_not_shown_back(cast: Cast, bram: Browser) -> None:
    asking = opened_round(cast.provider, mode=Mode.CONFIDENTIAL)
    answered(invitation_of(asking, cast.anna, Audience.RELATIVE), words=OWN)
    assert "lacht" not in page(bram, cast)


def test_the_other_parent_of_the_same_name_sees_nothing_of_it(cast: Cast, client: Browser) -> None:
    mother = RelativeFactory(provider=cast.provider, name=cast.bram.name, email="maria@example.org")
    hers = RepresentationFactory(client=cast.anna, relative=mother, may_see=True, client_agrees=True)
    asking = opened_round(cast.provider)
    his = Invitation.objects.get(frame_member__round=asking, frame_member__client=cast.anna, relative=cast.bram)
    answered(his, words=OWN)
    give_code(representation=hers, actor=SYSTEM, at=now())
    mother.refresh_from_db()
    client.force_login(mother.user)
    html = client.get(reverse("near:person", args=[hers.pk])).content.decode()
    assert "lacht" not in html
    assert client.get(address(cast)).status_code == 404


@pytest.mark.parametrize(
    ("years", "agrees", "sees"),
    [(11, False, True), (12, False, False), (15, None, True), (16, None, False), (16, True, True), (18, False, False)],
)
def test_age_decides_on_the_day(cast: Cast, bram: Browser, years: int, *, agrees: bool | None, sees: bool) -> None:
    made_agreement(cast.anna)
    born(cast, years)
    Representation.objects.filter(relative=cast.bram).update(client_agrees=agrees)
    assert ("Samen wandelen" in page(bram, cast)) is sees


def test_a_yes_that_is_taken_back_holds_on_the_next_page(cast: Cast, bram: Browser) -> None:
    made_agreement(cast.anna)
    assert "Samen wandelen" in page(bram, cast)
    Representation.objects.filter(relative=cast.bram).update(client_agrees=False)
    response = bram.get(address(cast))
    assert "Samen wandelen" not in response.content.decode()
    assert response.context["why_not"] == "objected"


def test_a_mentor_looks_in_whatever_the_client_says(cast: Cast, bram: Browser) -> None:
    made_agreement(cast.anna)
    Representation.objects.filter(relative=cast.bram).update(basis=RepresentationBasis.MENTOR, client_agrees=False)
    assert "Samen wandelen" in page(bram, cast)


def test_a_secret_address_names_no_place_and_nobody_of_staff(cast: Cast, bram: Browser) -> None:
    make_agreement(
        client=cast.anna, wish=None, what="Samen wandelen", who="Carla van De Linde", due_on=today(), staff_id=None,
        on=today(), at=now(),
    )  # fmt: skip
    assert "De Linde" in page(bram, cast)
    Representation.objects.filter(relative=cast.bram).update(hide_places=True)
    html = page(bram, cast)
    assert "Samen wandelen" in html
    assert "De Linde" not in html
    assert "Carla" not in html


def test_questions_of_before_the_address_was_secret_name_no_place_either(cast: Cast, bram: Browser) -> None:
    asks = builtin()["ouders-over-hulp"]
    first = asks.questions[0].model_copy(
        update={"texts": Labels({"nl": "Hoe is het in {house}?", "en": "And {house}?"})}
    )
    named = asks.model_copy(update={"key": "proef", "questions": (first, *asks.questions[1:])})
    open_test_round(cast.provider, releases={Audience.RELATIVE: publish_release(definition=named, at=now())})
    answered(Invitation.objects.get(relative=cast.bram))
    assert "Hoe is het in De Linde?" in page(bram, cast)
    Representation.objects.filter(relative=cast.bram).update(hide_places=True)
    html = page(bram, cast)
    assert "Hoe is het in je huis?" in html
    assert "De Linde" not in html


def test_nobody_else_of_the_provider_is_in_reach(cast: Cast, bram: Browser) -> None:
    other = RepresentationFactory(client=cast.noor, relative=RelativeFactory(provider=cast.provider))
    assert bram.get(reverse("near:person", args=[other.pk])).status_code == 404
    assert bram.get(reverse("supportplans:client-detail", args=[cast.anna.pk])).status_code == 404


def test_a_standing_of_yesterday_shows_nothing(cast: Cast, bram: Browser) -> None:
    beside = Representation.objects.get(relative=cast.bram)
    RepresentationFactory(client=cast.noor, relative=cast.bram)
    Representation.objects.filter(pk=beside.pk).update(period=DateRange(beside.period.lower, today()))
    assert bram.get(reverse("near:person", args=[beside.pk])).status_code == 404


@pytest.mark.parametrize("secret", [True, False])
def test_staff_who_write_an_agreement_read_who_reads_it_too(
    cast: Cast, bram: Browser, signed_in: SignIn, *, secret: bool
) -> None:
    assert bram
    Representation.objects.filter(relative=cast.bram).update(hide_places=secret)
    html = signed_in(cast.carla).get(reverse("supportplans:agreement-create", args=[cast.anna.pk])).content.decode()
    assert html.count(cast.bram.name) == (2 if secret else 1)
    Representation.objects.filter(relative=cast.bram).update(client_agrees=False, hide_places=False)
    agreement = made_agreement(cast.anna)
    page_ = signed_in(cast.carla).get(reverse("supportplans:agreement-close", args=[agreement.pk]))
    assert cast.bram.name not in page_.content.decode()


def test_each_look_is_kept_in_the_log(cast: Cast, bram: Browser) -> None:
    page(bram, cast)
    event = AccessEvent.objects.get(actor_kind="relative", action="view")
    assert (event.client_id, event.actor_id, event.page) == (cast.anna.pk, cast.bram.pk, "near:person")


def test_more_agreements_cost_no_more(
    cast: Cast, bram: Browser, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made_agreement(cast.anna)
    page(bram, cast)
    with django_assert_max_num_queries(30) as few:
        page(bram, cast)
    for _number in range(5):
        made_agreement(cast.anna)
    with django_assert_max_num_queries(len(few)):
        page(bram, cast)
