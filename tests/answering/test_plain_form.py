"""The questions without script: one form, nothing lost, nothing twice."""

import re

import pytest
from django.test import Client as Browser
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from organisations.models import AnsweringProfile
from surveys.choices import IN_RESULTS, Audience, Helped, Mode, Outcome
from surveys.models import Draft, Submission
from tests.answering.places import fields_of, seat
from tests.cast import Cast
from tests.surveys.asking import invitation_of, life, open_test_round

FORM = "/answer/form/"


def test_answers_are_stored_as_they_were_said(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat(client, cast.anna)
    answers = life(kamer=4, eten=None, wonen_anders="change", wonen_wens="Een grotere kamer, graag.")
    response = client.post(FORM, fields_of(answers) | {"helped": "read_aloud"})
    assertRedirects(response, "/answer/done/", fetch_redirect_response=False)
    stored = Submission.objects.get()
    assert stored.answers == answers
    assert stored.helped == Helped.READ_ALOUD
    assert invitation_of(cast.anna).outcome == Outcome.COMPLETE


def test_sending_the_same_form_twice_is_one_submission(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat(client, cast.anna)
    fields = fields_of(life())
    for _time in range(2):
        assertRedirects(client.post(FORM, fields), "/answer/done/", fetch_redirect_response=False)
    assert Submission.objects.count() == 1


def test_what_is_missing_is_named_and_nothing_is_lost(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat(client, cast.anna)
    fields = fields_of(life(wonen_anders="change", wonen_wens="Een hond in huis"))
    del fields["a-eten"]
    response = client.post(FORM, fields)
    assertContains(response, 'href="#q-eten"', status_code=422)
    assertContains(response, "Een hond in huis", status_code=422)
    assertNotContains(response, 'href="#q-kamer"', status_code=422)
    assert Submission.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("a-kamer", "n:9", "q-kamer"),
        ("a-kamer", "s:keep", "q-kamer"),
        ("a-kamer", "d:because", "q-kamer"),
        ("a-kamer", "x", "q-kamer"),
        ("a-kamer", "n:" + "9" * 5000, "q-kamer"),
        ("w-wonen-wens", "Iets, maar er stond: het blijft zo", "q-wonen-wens"),
        ("w-alles-verteld", "\x00", "q-alles-verteld"),
        ("w-kamer", "woorden", "q-kamer"),
    ],
)
def test_a_wrong_field_leads_to_its_question(client: Browser, cast: Cast, field: str, value: str, named: str) -> None:
    open_test_round(cast.provider)
    seat(client, cast.anna)
    response = client.post(FORM, fields_of(life()) | {field: value})
    assertContains(response, f'href="#{named}"', status_code=422)
    assert Submission.objects.count() == 0


@pytest.mark.parametrize(
    "fields", [{}, {"submission": "no-uuid"}, {"submission": "", "revision": "x", "helped": "a cat"}]
)
def test_a_broken_form_is_told_kindly(client: Browser, cast: Cast, fields: dict[str, str]) -> None:
    open_test_round(cast.provider)
    seat(client, cast.anna)
    assert client.post(FORM, fields).status_code == 422


def test_a_pause_keeps_what_was_filled_in(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat(client, cast.anna)
    response = client.post("/answer/pause/", {"a-kamer": "n:2", "revision": "0"})
    assert response.status_code == 200
    assert Draft.objects.get().answers == {"kamer": {"value": 2}}
    assert re.search(r'name="a-kamer"\s+value="n:2"[^>]* checked', client.get(FORM).content.decode())


def test_nothing_is_chosen_beforehand(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat(client, cast.anna)
    assertNotContains(client.get(FORM), "checked")


def test_a_question_that_depends_on_another_says_so(client: Browser, cast: Cast) -> None:
    AnsweringProfile.objects.update_or_create(client=cast.anna, defaults={"level": "b1"})
    open_test_round(cast.provider)
    seat(client, cast.anna)
    page = client.get(FORM).content.decode()
    wish = page[page.index('id="q-wonen-wens"') :][:2000]
    assert "Ik wil iets anders" in wish
    assert "Waar je woont. Blijft het zo? Of wil je iets anders?" in wish


@pytest.mark.parametrize(
    ("profile", "seen"),
    [
        ({"level": "b1"}, "Hoe vind je je eigen kamer of je eigen plek?"),
        ({"level": "a2"}, "Hoe vind je je kamer?"),
        ({"language": "en"}, "How do you like your room?"),
        ({"style": "words"}, 'class="bars"'),
        ({"text_size": 150}, "size-150"),
        ({"symbols": False}, "no-pictures"),
        ({"access_mode": "switch"}, 'data-switch="yes"'),
        ({"read_aloud": True}, 'data-read-aloud="yes"'),
    ],
)
def test_the_page_fits_the_person(client: Browser, cast: Cast, profile: dict[str, object], seen: str) -> None:
    AnsweringProfile.objects.update_or_create(client=cast.anna, defaults=profile)
    open_test_round(cast.provider)
    seat(client, cast.anna)
    assertContains(client.get(FORM), seen)


def test_words_of_a_client_are_shown_literally(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    seat(client, cast.anna)
    fields = fields_of(life(wonen_anders="change", wonen_wens="</textarea><script>alert(1)</script> <b>x"))
    del fields["a-kamer"]
    page = client.post(FORM, fields).content.decode()
    assert "<script>alert" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("address", ["/answer/start/", FORM, "/answer/pause/", "/answer/stop/", "/tablet/hello/"])
@pytest.mark.django_db
def test_without_a_session_one_goes_to_the_door(client: Browser, address: str) -> None:
    assertRedirects(client.get(address), "/answer/")
    client.cookies["answering"] = "neither-id.nor-secret"
    assertRedirects(client.post(address, {"choice": "yes"}), "/answer/")


@pytest.mark.parametrize(
    ("address", "queries"), [(FORM, 3), ("/answer/start/", 3), ("/answer/pause/", 2), ("/answer/stop/", 2)]
)
@pytest.mark.parametrize("audience", sorted(IN_RESULTS))
def test_a_page_costs_a_fixed_number_of_queries(
    client: Browser,
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
    audience: Audience,
    address: str,
    queries: int,
) -> None:
    open_test_round(cast.provider)
    seat(client, cast.anna, audience)
    client.get(FORM)  # reads the definition, once per process
    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("mode", [Mode.NAMED, Mode.CONFIDENTIAL])
def test_the_start_says_who_reads_it(client: Browser, cast: Cast, mode: Mode) -> None:
    open_test_round(cast.provider, mode=mode)
    seat(client, cast.anna)
    page = client.get("/answer/start/")
    assert ("Op naam" in page.content.decode() or "By name" in page.content.decode()) is (mode == Mode.NAMED)


@pytest.mark.parametrize("field", ["w-wonen-wens", "a-kamer"])
def test_signs_that_no_keyboard_makes_break_nothing(client: Browser, cast: Cast, field: str) -> None:
    open_test_round(cast.provider)
    seat(client, cast.anna)
    fields = fields_of(life()) | {field: "s:Een\x00 hond"}
    assert client.post("/answer/pause/", fields).status_code == 200
    assert client.post(FORM, fields).status_code == 422
    assert "Een hond" in str(Draft.objects.get().answers)
