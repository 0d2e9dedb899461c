"""In Arabic, Turkish, Polish and Ukrainian the whole page speaks that language, not only the questions on it."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from gettext import NullTranslations

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import trans_real
from pytest_django.asserts import assertContains

from clientvoice import catalogues
from instruments import builtin
from instruments.definition.model import Definition
from organisations.models import AnsweringProfile
from surveys.choices import Audience
from surveys.definitions import asked_in
from surveys.models import AnsweringSession
from surveys.operations.releases import publish_release
from tests.answering.places import fields_of, seat
from tests.cast import Cast
from tests.surveys.asking import AT, answers_to, open_test_round, sitting
from tests.surveys.showing import fields, open_showing, put

SPOKEN = [
    ("ar", "cto-ouders", Audience.RELATIVE),
    ("tr", "vertel", Audience.CLIENT),
    ("pl", "tevreden", Audience.CLIENT),
    ("uk", "cto-ouders", Audience.RELATIVE),
]
MARKUP = re.compile(r"<[^>]*>")
POLISH_FOR_I = "Ja"
ATTRIBUTE = re.compile(r'="([^"]*)"')


class Fallen(NullTranslations):
    """What a language has no words for: the place where Dutch would stand."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: set[str] = set()

    def gettext(self, message: str) -> str:
        self.messages.add(message)
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.messages.add(msgid1)
        return msgid2


def pages(browser: Browser, definition: Definition) -> Iterator[str]:
    """Walk through everything that somebody meets from the start to the end, with mistakes on the way."""
    for address in ("start", "form", "pause", "stop"):
        yield browser.get(f"/answer/{address}/").content.decode()
    yield browser.get("/tablet/hello/").content.decode()
    yield browser.post("/answer/form/", {"helped": "alone"}).content.decode()
    nothing = answers_to(definition, **dict.fromkeys(key.replace("-", "_") for key in definition.question_keys))
    assert browser.post("/answer/form/", fields_of(nothing)).headers["Location"] == "/answer/done/"
    yield browser.get("/answer/done/").content.decode()


def said(page: str) -> set[str]:
    """The words of a page: what stands between the marks, and what stands in them."""
    between, within = MARKUP.split(page), ATTRIBUTE.findall(page)
    return {re.sub(r"\s+", " ", piece).strip() for piece in (*between, *within)}


@cache
def dutch() -> frozenset[str]:
    """What respondents read in Dutch around the questions, but for words that are one of another language too."""
    whole = catalogues.read("nl")
    words = (whole.get(message.id, message.context) for message in catalogues.read("ar") if message.id)
    return frozenset(str(word.string) for word in words if word) - {", ", POLISH_FOR_I}


def seated(browser: Browser, cast: Cast, language: str, key: str, audience: Audience) -> AnsweringSession:
    """Seat Anna, or her father, who answer in a language."""
    AnsweringProfile.objects.filter(client=cast.anna).update(language=language)
    cast.bram.language = language
    cast.bram.save()
    release = publish_release(definition=builtin()[key], at=AT)
    open_test_round(cast.provider, releases={audience: release}, feedback_on=date(2027, 9, 11))
    return seat(browser, cast.anna, audience)


@pytest.mark.parametrize(("language", "key", "audience"), SPOKEN)
def test_no_word_around_the_questions_is_dutch(
    client: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch, language: str, key: str, audience: Audience
) -> None:
    session = seated(client, cast, language, key, audience)
    fallen = Fallen()
    monkeypatch.setattr(trans_real.translation(language), "_fallback", fallen)
    seen = list(pages(client, asked_in(session)))
    assert fallen.messages == set()
    for page in seen:
        frame = re.sub(r"\s+", " ", page)
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in frame
    assert set().union(*(said(page) for page in seen)) & dutch() == set()


@pytest.mark.parametrize(
    ("language", "minutes", "day"),
    [
        ("ar", "7 دقائق", "11 سبتمبر 2027"),
        ("tr", "7 dakika", "11 Eylül 2027"),
        ("pl", "7 minut.", "11 września 2027"),
        ("uk", "7 хвилин.", "11 вересня 2027"),
    ],
)
def test_counts_and_days_are_said_as_that_language_says_them(
    client: Browser, cast: Cast, language: str, minutes: str, day: str
) -> None:
    session = seated(client, cast, language, "cto-ouders", Audience.RELATIVE)
    assertContains(client.get("/answer/start/"), minutes)
    client.post("/answer/form/", fields_of(answers_to(asked_in(session))))
    assertContains(client.get("/answer/done/"), day)


@pytest.mark.parametrize("language", settings.RESPONDENT_LANGUAGES)
def test_the_door_and_the_goodbye_speak_the_wanted_language(client: Browser, cast: Cast, language: str) -> None:
    asked = {"Accept-Language": f"fr, {language}-XX;q=0.8, en;q=0.5"}
    door = client.get("/answer/", headers=asked)
    assertContains(door, f'<html lang="{language}"')
    assert door.headers["Content-Language"] == language
    assert dutch() & said(door.content.decode()) == set()
    seated(client, cast, language, "cto-ouders", Audience.RELATIVE)
    goodbye = client.post("/answer/stop/", {"choice": "today"}, follow=True)
    assertContains(goodbye, f'<html lang="{language}"')


@pytest.mark.django_db
def test_who_chose_a_language_at_the_door_keeps_it(client: Browser) -> None:
    client.post("/language/setlang/", {"language": "uk", "next": "/answer/"})
    assertContains(client.get("/answer/", headers={"Accept-Language": "en"}), '<html lang="uk"')
    assertContains(client.get("/answer/?language=ar"), '<html lang="ar"')


@pytest.mark.django_db
def test_staff_pages_know_no_more_languages_than_they_have(client: Browser) -> None:
    client.post("/language/setlang/", {"language": "uk", "next": "/answer/"})
    login = client.get(reverse("account_login"), headers={"Accept-Language": "ar"})
    assertContains(login, '<html lang="nl"')


def test_what_is_wrong_with_a_file_is_said_in_the_language_of_the_page(client: Browser, cast: Cast) -> None:
    AnsweringProfile.objects.filter(client=cast.anna).update(language="en")
    open_showing(cast.provider)
    refused = put(client, sitting(cast.anna), fields(b"no picture"))
    assert refused.status_code == 422
    assert "This is not a PNG" in refused.content.decode()


def test_a_fault_is_said_by_the_api_in_the_language_asked_for(client: Browser, cast: Cast) -> None:
    open_test_round(cast.provider)
    refused = client.post(
        "/api/v1/answering/open", {"code": "K7QF-M2XW-9AB"}, "application/json", headers={"Accept-Language": "pl"}
    )
    assert "Ten kod nie działa" in refused.json()["detail"]
