"""The pages of support workers and team leaders, as they use them."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from organisations.choices import Role
from organisations.clock import now, today
from organisations.models import Client, Wording
from organisations.operations.devices import pair_device
from supportplans.models import Agreement, Feedback, Wish
from supportplans.operations.agreements import make_agreement
from surveys.choices import Mode
from surveys.models import Round
from surveys.operations.rounds import close_round
from tests.cast import Cast, SignIn, staff_with_role
from tests.factories import UnitFactory, placed_client
from tests.supportplans.story import answered, invitation_of, opened_round, refused
from workers.jobs.after_submission import after_submission

LIST = reverse("supportplans:client-list")


def page(browser: Browser, name: str, *args: object) -> str:
    response = browser.get(reverse(f"supportplans:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def told(asking: Round, client: Client, **changes: str) -> None:
    after_submission(submission_id=str(answered(invitation_of(asking, client), changes)))


def crowd(cast: Cast, number: int) -> list[Client]:
    return [placed_client(cast.team, cast.provider) for _number in range(number)]


def everything(cast: Cast, people: list[Client], asking: Round) -> None:
    """Give people a bit of everything: a wish with and without agreement, a refusal, an agreement over date."""
    for number, client in enumerate(people):
        if number % 4 == 3:
            refused(invitation_of(asking, client))
            continue
        told(asking, client, wonen="change", dag="change")
        wish = Wish.objects.filter(client=client)[0]
        make_agreement(
            client=client,
            wish=wish,
            what="Wat",
            who="Wie",
            due_on=today(),
            staff_id=cast.carla.pk,
            on=today(),
            at=now(),
        )
    Agreement.objects.update(due_on=today() - timedelta(days=1))


@pytest.mark.usefixtures("asking")
def test_the_list_says_who_is_still_to_be_asked_and_whose_wish_waits(cast: Cast, wish: Wish, signed_in: SignIn) -> None:
    html = page(signed_in(cast.carla), "client-list")
    assert "<strong>1 van 2</strong>" in html or "<strong>1 of 2</strong>" in html
    assert reverse("supportplans:wish-agreement", args=[wish.pk]) in html
    assert f"{reverse('supportplans:client-detail', args=[cast.noor.pk])}#ask" in html
    assert "Ik wil een huisdier." in html


def test_a_wish_shows_its_person_and_deputy(cast: Cast, wish: Wish, signed_in: SignIn) -> None:
    browser = signed_in(cast.dirk)
    response = browser.post(
        reverse("supportplans:wish-assign", args=[wish.pk]), {"person": cast.carla.pk, "deputy": cast.dirk.pk}
    )
    assert response.status_code == 302
    assert "Carla" in page(browser, "client-list")


def test_who_preferred_not_to_is_not_asked_again(cast: Cast, asking: Round, signed_in: SignIn) -> None:
    refused(invitation_of(asking, cast.noor))
    html = page(signed_in(cast.carla), "client-list")
    assert f"{reverse('supportplans:client-detail', args=[cast.noor.pk])}#ask" not in html
    assert "<strong>1 van 2</strong>" in html or "<strong>1 of 2</strong>" in html


def test_the_list_holds_the_own_team_and_nobody_else(cast: Cast, signed_in: SignIn) -> None:
    elsewhere = placed_client(cast.other_team, cast.provider, first_name="Elders")
    html = page(signed_in(cast.carla), "client-list")
    assert "Anna" in html
    assert elsewhere.first_name not in html
    assert cast.zoe.first_name not in html
    assert elsewhere.first_name in page(signed_in(cast.dirk), "client-list")


def test_a_search_finds_by_part_of_a_name_and_leaves_no_trace_in_the_address(cast: Cast, signed_in: SignIn) -> None:
    response = signed_in(cast.carla).post(LIST, {"search": "wit ann"})
    html = response.content.decode()
    assert "de Wit" in html
    assert "Bakker" not in html
    assert "search=" not in html


def test_a_search_for_nobody_helps_on(cast: Cast, signed_in: SignIn) -> None:
    html = signed_in(cast.carla).post(LIST, {"search": "%_'\\"}).content.decode()
    assert "Bakker" not in html
    assert LIST in html


def test_an_empty_team_is_told_what_to_do(cast: Cast, signed_in: SignIn) -> None:
    empty = UnitFactory(parent=cast.location, name="De Berk")
    html = page(signed_in(staff_with_role("Ina", empty, Role.SUPPORT_WORKER)), "client-list")
    assert 'class="empty"' in html
    assert "search" not in html


def test_an_earlier_wish_that_still_waits_stays_in_sight(cast: Cast, wish: Wish, signed_in: SignIn) -> None:
    assert wish.flag
    close_round(round_id=wish.flag.submission.session.invitation.frame_member.round_id, at=now())
    told(opened_round(cast.provider), cast.anna)
    browser = signed_in(cast.carla)
    assert re.search(r'<details class="more card"\s+open>', page(browser, "client-detail", cast.anna.pk))
    assert wish.text not in page(browser, "client-feedback", cast.anna.pk)


@pytest.mark.parametrize("query", ["?show=x", "?team=x", "?page=x", "?page=99999999999", "?page=0", "?show=ask&team="])
def test_an_address_that_makes_no_sense_is_no_error(cast: Cast, signed_in: SignIn, query: str) -> None:
    assert signed_in(cast.carla).get(f"{LIST}{query}").status_code == 200


def test_the_organisations_own_word(cast: Cast, signed_in: SignIn) -> None:
    Wording.objects.create(unit=cast.provider, client="deelnemer", clients="deelnemers")
    assert "deelnemers" in page(signed_in(cast.carla), "client-list")


@pytest.mark.parametrize("number", [3, 40])
def test_the_list_costs_the_same_for_few_and_many(
    cast: Cast, signed_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    people = crowd(cast, number)
    everything(cast, people, opened_round(cast.provider))
    browser = signed_in(cast.carla)
    with django_assert_num_queries(13):
        browser.get(LIST)


@pytest.mark.parametrize("rounds", [1, 4])
def test_one_client_costs_the_same_for_few_and_many_answers(
    cast: Cast, signed_in: SignIn, django_assert_num_queries: DjangoAssertNumQueries, rounds: int
) -> None:
    for _number in range(rounds):
        asking = opened_round(cast.provider)
        everything(cast, [cast.anna], asking)
        close_round(round_id=asking.id, at=now())
    browser = signed_in(cast.carla)
    with django_assert_num_queries(21):
        browser.get(reverse("supportplans:client-detail", args=[cast.anna.pk]))
    with django_assert_num_queries(14):
        browser.get(reverse("supportplans:client-feedback", args=[cast.anna.pk]))


def test_the_way_from_a_wish_to_telling_back(cast: Cast, wish: Wish, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    due_on = today() + timedelta(days=9)
    form = {"what": "Anna gaat kijken bij het asiel.", "who": "Anna en Carla", "due_on": due_on.isoformat()}
    browser.post(reverse("supportplans:wish-agreement", args=[wish.pk]), form)
    made = Agreement.objects.get(wish=wish)
    assert (made.what, made.due_on, made.made_by) == (form["what"], due_on, cast.carla)
    html = page(browser, "client-feedback", cast.anna.pk)
    assert form["what"] in html
    assert wish.flag
    browser.post(
        reverse("supportplans:client-feedback", args=[cast.anna.pk]),
        {"submission": wish.flag.submission_id, "reply": "a_bit"},
    )
    assert Feedback.objects.get().reply == "a_bit"
    assert re.search(r'value="a_bit"\s+aria-pressed="true"', page(browser, "client-feedback", cast.anna.pk))


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_kept(cast: Cast, wish: Wish, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    form = {"what": "", "who": "x" * 500, "due_on": (today() - timedelta(days=1)).isoformat()}
    html = browser.post(reverse("supportplans:wish-agreement", args=[wish.pk]), form).content.decode()
    for field in form:
        assert f'href="#id_{field}"' in html
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("due_on", ["31-02-2026", "2026-02-31", "morgen", "\x00", "99999-01-01", ""])
def test_a_day_that_does_not_exist_is_said(cast: Cast, signed_in: SignIn, due_on: str) -> None:
    address = reverse("supportplans:agreement-create", args=[cast.anna.pk])
    response = signed_in(cast.carla).post(address, {"what": "Wandelen", "who": "Anna", "due_on": due_on})
    assert response.status_code == 200
    assert 'href="#id_due_on"' in response.content.decode()
    assert not Agreement.objects.exists()


@pytest.mark.usefixtures("wish")
def test_the_page_for_the_client_leads_to_nobody_else(cast: Cast, signed_in: SignIn) -> None:
    html = page(signed_in(cast.carla), "client-feedback", cast.anna.pk)
    assert cast.noor.first_name not in html
    assert LIST + '"' not in html
    assert html.count("<a ") == 1
    assert f'href="{reverse("supportplans:client-detail", args=[cast.anna.pk])}"' in html


def test_a_reply_about_something_else_is_not_found(cast: Cast, wish: Wish, signed_in: SignIn) -> None:
    assert wish.flag
    browser = signed_in(cast.carla)
    for client, submission in ((cast.anna, uuid4()), (cast.noor, wish.flag.submission_id)):
        address = reverse("supportplans:client-feedback", args=[client.pk])
        assert browser.post(address, {"submission": submission, "reply": "yes"}).status_code == 404
    address = reverse("supportplans:client-feedback", args=[cast.anna.pk])
    assert browser.post(address, {"submission": "x", "reply": "better"}).status_code == 200
    assert not Feedback.objects.exists()


def test_what_was_told_in_confidence_is_on_no_page(cast: Cast, signed_in: SignIn) -> None:
    told(opened_round(cast.provider, mode=Mode.CONFIDENTIAL), cast.anna, wonen="change")
    browser = signed_in(cast.carla)
    for name, args in (("client-list", []), ("client-detail", [cast.anna.pk]), ("client-feedback", [cast.anna.pk])):
        assert "huisdier" not in page(browser, name, *args)


@pytest.mark.usefixtures("asking")
def test_the_tablet_goes_to_the_client_and_no_sign_in_stays(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    _tablet, token = pair_device(unit=cast.team, name="Tablet", staff=cast.carla, at=now())
    browser.cookies["device"] = token
    response = browser.post(reverse("supportplans:client-hand-over", args=[cast.anna.pk]))
    assert response["Location"] == reverse("answering:hello")
    assert browser.get(LIST).status_code == 302


@pytest.mark.usefixtures("asking")
def test_without_a_paired_tablet_nothing_is_handed_over(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    detail = reverse("supportplans:client-detail", args=[cast.anna.pk])
    assert reverse("organisations:tablet-pair") in page(browser, "client-detail", cast.anna.pk)
    for unit in (None, cast.foreign_team):
        if unit:
            browser.cookies["device"] = pair_device(unit=unit, name="Tablet", staff=cast.eva, at=now())[1]
        response = browser.post(reverse("supportplans:client-hand-over", args=[cast.anna.pk]))
        assert response["Location"] == detail
    assert browser.get(LIST).status_code == 200


def test_who_answered_already_is_not_handed_the_tablet(cast: Cast, asking: Round, signed_in: SignIn) -> None:
    refused(invitation_of(asking, cast.anna))
    browser = signed_in(cast.carla)
    browser.cookies["device"] = pair_device(unit=cast.team, name="Tablet", staff=cast.carla, at=now())[1]
    response = browser.post(reverse("supportplans:client-hand-over", args=[cast.anna.pk]))
    assert response["Location"] == reverse("supportplans:client-detail", args=[cast.anna.pk])


@pytest.mark.usefixtures("wish")
def test_a_client_who_prefers_u_is_spoken_to_so(cast: Cast, signed_in: SignIn) -> None:
    Client.objects.filter(pk=cast.anna.pk).update(address_form="u")
    assert "Je zei" not in page(signed_in(cast.carla), "client-feedback", cast.anna.pk)
