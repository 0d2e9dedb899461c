"""The pages of looking along: for the team, for who looks along, and for what lies side by side."""

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from instruments.definition.suiting import Relation
from organisations.choices import Role
from surveys.choices import Audience, Outcome
from surveys.models import Invitation, Submission
from surveys.operations.rounds import close_round
from tests.cast import Cast, SignIn, staff_with_role
from tests.factories import placed_client
from tests.surveys.asking import LATER
from tests.surveys.looking import answer, case_of, half_of, look_along, open_observation, open_pair
from tests.surveys.round_forms import text_of


@pytest.fixture(autouse=True)
def _in_english(client: Browser) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def case_page(browser: Browser, cast: Cast, name: str = "case-detail") -> str:
    """Return the text of a page about Anna's case."""
    page = browser.get(reverse(f"surveys:{name}", args=[case_of(cast.anna).pk]))
    assert page.status_code == 200
    return text_of(page)


def test_an_empty_case_says_who_lacks_and_leads_on(cast: Cast, signed_in: SignIn) -> None:
    open_observation(cast.team)
    browser = signed_in(cast.carla)
    shown = case_page(browser, cast)
    assert "Nobody looks along yet" in shown
    assert "2 answers are still lacking, from these sides: Family Somebody of the team" in shown
    assert "Ask somebody to look along" in shown
    offered = browser.get(reverse("surveys:observer-add", args=[case_of(cast.anna).pk])).content.decode()
    assert "Bram de Wit" in offered
    assert "Dirk" in offered
    assert "Eva" not in offered


def test_without_family_it_says_why_an_outsider_looks(cast: Cast, signed_in: SignIn) -> None:
    open_observation(cast.team)
    page = signed_in(cast.carla).get(reverse("surveys:case-detail", args=[case_of(cast.noor).pk]))
    assert "There is no family of Noor who can look along. So somebody from outside the team has to" in text_of(page)


def test_colleagues_from_elsewhere_are_found_by_name(cast: Cast, signed_in: SignIn) -> None:
    nel = staff_with_role("Nel van Dijk", cast.other_team, Role.SUPPORT_WORKER)
    open_observation(cast.team)
    browser, case = signed_in(cast.carla), case_of(cast.noor)
    address = reverse("surveys:observer-add", args=[case.pk])
    assert "Nel van Dijk" not in text_of(browser.get(address))
    for search in ("n", "Piet"):
        nobody = browser.post(address, {"find": "yes", "search": search, "relation": "outside-team"})
        assert "Nobody from outside the team is called that." in text_of(nobody)
    found = browser.post(address, {"find": "yes", "search": "VAN D", "relation": "outside-team"}).content.decode()
    assert f'<option value="staff:{nel.pk}" selected>Nel van Dijk' in found
    assert " checked" in found
    assert "1 colleague found." in found
    assert not Invitation.objects.exists()
    chosen = {"search": "", "person": f"staff:{nel.pk}", "relation": "outside-team"}
    assert browser.post(address, chosen).status_code == 302
    assert Invitation.objects.get().staff_id == nel.pk


def test_a_team_adds_and_takes_back_by_the_pages(cast: Cast, signed_in: SignIn) -> None:
    open_observation(cast.team)
    browser, case = signed_in(cast.carla), case_of(cast.anna)
    address = reverse("surveys:observer-add", args=[case.pk])
    assert "Choose who looks along." in text_of(browser.post(address, {"relation": "team", "person": ""}))
    refused = browser.post(address, {"relation": "family", "person": f"staff:{cast.carla.pk}"})
    assert "does not know the client from that side" in text_of(refused)
    browser.post(address, {"relation": "team", "person": f"staff:{cast.carla.pk}"})
    there = Invitation.objects.get()
    asked = browser.get(reverse("surveys:observer-remove", args=[there.pk]))
    assert "Not ask Carla after all?" in text_of(asked)
    assert Invitation.objects.exists()
    browser.post(reverse("surveys:observer-remove", args=[there.pk]))
    assert not Invitation.objects.exists()


def test_staff_answer_from_their_own_sign_in_and_stay_signed_in(cast: Cast, signed_in: SignIn) -> None:
    open_observation(cast.team)
    outsider = staff_with_role("Nel", cast.other_team, Role.SUPPORT_WORKER)
    part = look_along(cast.noor, Relation.OUTSIDE_TEAM, outsider)
    browser = signed_in(outsider)
    assert "Noor" in text_of(browser.get(reverse("surveys:looking")))
    assert browser.get(reverse("surveys:case-detail", args=[case_of(cast.noor).pk])).status_code == 404
    start = browser.post(reverse("surveys:looking-answer", args=[part.pk]), follow=True)
    assert "Het gaat over Noor." in text_of(start) or "It is about Noor." in text_of(start)
    form = browser.get(reverse("answering:form"))
    assert form.status_code == 200
    assert 'name="helped"' not in form.content.decode()
    assert browser.get(reverse("surveys:looking")).status_code == 200
    sent = {"submission": "3d594650-3436-4b0a-9d43-0e6f5a1f0001"}
    for question in form.context["asked"]:
        if question.question.visible:
            sent[f"a-{question.question.key}"] = "d:rather_not"
    sent["w-lichaam-1-zag"] = "Noor lachte."
    del sent["a-lichaam-1-zag"]
    ended = browser.post(reverse("answering:form"), sent, follow=True)
    assert ended.redirect_chain[-1][0] == reverse("answering:done")
    assert reverse("surveys:looking") in ended.content.decode()
    assert Submission.objects.get().counted_for == part
    assert case_of(cast.noor).finished == 1


def test_nobody_answers_in_the_place_of_a_colleague(cast: Cast, signed_in: SignIn) -> None:
    open_observation(cast.team)
    part = look_along(cast.anna, Relation.TEAM, cast.carla)
    assert signed_in(cast.dirk).post(reverse("surveys:looking-answer", args=[part.pk])).status_code == 404
    letter = reverse("surveys:invitation-letter", args=[part.pk])
    assert signed_in(cast.dirk).post(letter).status_code == 404


def test_a_relative_gets_a_letter_and_is_spoken_to_as_one(cast: Cast, signed_in: SignIn, client: Browser) -> None:
    open_observation(cast.team)
    part = look_along(cast.anna, Relation.FAMILY, cast.bram)
    letter = signed_in(cast.carla).post(reverse("surveys:invitation-letter", args=[part.pk]))
    code = letter.context["code"]
    assert "describe what you see and hear" in text_of(letter) or "wat u ziet en hoort" in text_of(letter)
    client.logout()
    start = client.post(reverse("answering:code"), {"code": code}, follow=True)
    assert start.context["sitting"].formal
    assert start.context["sitting"].looks_along


def test_nobody_reads_the_others_before_enough_people_looked(cast: Cast, signed_in: SignIn) -> None:
    open_observation(cast.team)
    answer(look_along(cast.anna, Relation.FAMILY, cast.bram), lichaam_1_zag="Anna lachte hardop.")
    browser, address = signed_in(cast.carla), reverse("surveys:case-compare", args=[case_of(cast.anna).pk])
    assert browser.get(address).status_code == 302
    answer(look_along(cast.anna, Relation.TEAM, cast.carla))
    shown = case_page(browser, cast, "case-compare")
    assert "Anna lachte hardop." in shown
    assert "Seen and heard" in shown
    assert "What it may mean" in shown


def test_after_closing_what_there_is_of_an_observation_is_shown_with_a_warning(cast: Cast, signed_in: SignIn) -> None:
    asking = open_observation(cast.team)
    answer(look_along(cast.anna, Relation.FAMILY, cast.bram))
    close_round(round_id=asking.pk, at=LATER)
    assert "closed before enough people looked" in case_page(signed_in(cast.carla), cast, "case-compare")


def test_a_pair_leads_from_taking_it_to_one_agreement(cast: Cast, signed_in: SignIn) -> None:
    open_pair(cast.team)
    browser, case = signed_in(cast.carla), case_of(cast.anna)
    assert "I fill it in" in case_page(browser, cast)
    browser.post(reverse("surveys:case-take", args=[case.pk]))
    assert half_of(cast.anna, Audience.SUPPORT_WORKER).staff == cast.carla
    answer(half_of(cast.anna, Audience.SUPPORT_WORKER))
    assert "See where you differ" not in case_page(browser, cast)
    answer(half_of(cast.anna, Audience.CLIENT), huis=1)
    assert "See where you differ" in case_page(browser, cast)
    page = browser.get(reverse("surveys:case-compare", args=[case.pk]))
    shown = text_of(page)
    assert "Here you differ" in shown
    assert shown.index("Hoe vind je je huis?") < shown.index("Here you say the same")
    assert reverse("supportplans:agreement-create", args=[cast.anna.pk]) in page.content.decode()
    assert "%" not in shown


def test_a_colleague_takes_over_only_after_asking(cast: Cast, signed_in: SignIn) -> None:
    cast.anna.support_worker = cast.carla
    cast.anna.save()
    open_pair(cast.team)
    browser, address = signed_in(cast.dirk), reverse("surveys:case-take", args=[case_of(cast.anna).pk])
    assert "Carla was to answer about Anna. Now you do." in text_of(browser.get(address))
    assert half_of(cast.anna, Audience.SUPPORT_WORKER).staff == cast.carla
    browser.post(address)
    assert half_of(cast.anna, Audience.SUPPORT_WORKER).staff == cast.dirk


def test_the_page_of_a_client_leads_to_the_case_and_keeps_staff_out_of_the_list(cast: Cast, signed_in: SignIn) -> None:
    open_observation(cast.team)
    look_along(cast.anna, Relation.TEAM, cast.carla)
    page = signed_in(cast.dirk).get(reverse("supportplans:client-detail", args=[cast.anna.pk]))
    assert reverse("surveys:case-detail", args=[case_of(cast.anna).pk]) in page.content.decode()
    assert page.context["file"].asked_now == ()


def test_the_response_page_says_that_each_client_counts_once(cast: Cast, signed_in: SignIn) -> None:
    asking = open_observation(cast.provider)
    for relation, person in ((Relation.FAMILY, cast.bram), (Relation.TEAM, cast.carla)):
        answer(look_along(cast.anna, relation, person))
    shown = text_of(signed_in(cast.farid).get(reverse("surveys:round-detail", args=[asking.pk])))
    assert "With 1 of the 4 clients enough people looked along" in shown
    assert "Each client counts once here" in shown


@pytest.mark.parametrize("many", [1, 12])
def test_the_pages_take_the_same_queries_for_many(
    cast: Cast, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    for _number in range(many):
        placed_client(cast.team, cast.provider)
        staff_with_role(f"Collega{_number}", cast.other_team, Role.SUPPORT_WORKER)
    open_observation(cast.team)
    for relation, person in ((Relation.FAMILY, cast.bram), (Relation.TEAM, cast.carla)):
        answer(look_along(cast.anna, relation, person))
    browser, case = signed_in(cast.dirk), case_of(cast.anna)
    for name, most in (("case-detail", 14), ("case-compare", 15), ("observer-add", 18)):
        with django_assert_max_num_queries(most):
            browser.get(reverse(f"surveys:{name}", args=[case.pk]))
    with django_assert_max_num_queries(12):
        browser.get(reverse("surveys:looking"))


def test_a_letter_code_of_who_was_taken_back_opens_nothing(cast: Cast, signed_in: SignIn, client: Browser) -> None:
    open_observation(cast.team)
    part = look_along(cast.anna, Relation.FAMILY, cast.bram)
    browser = signed_in(cast.carla)
    code = browser.post(reverse("surveys:invitation-letter", args=[part.pk])).context["code"]
    browser.post(reverse("surveys:observer-remove", args=[part.pk]))
    client.logout()
    assert client.post(reverse("answering:code"), {"code": code}).status_code == 404
    assert not Invitation.objects.filter(outcome=Outcome.REFUSED).exists()
