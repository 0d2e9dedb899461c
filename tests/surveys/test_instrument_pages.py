"""The pages about instruments, as staff and council meet them."""

import html
import re
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse

from instruments import builtin
from instruments.definition.loading import load_bytes
from instruments.piping import places
from surveys.operations.releases import publish_release
from tests.cast import Cast, SignIn
from tests.surveys.asking import AT
from tests.surveys.own_lists import own_file, proposal_of, published

NEXT = ('version: "1.0"', 'version: "1.1"')


@pytest.fixture(autouse=True)
def _in_english(client: Browser) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def text_of(response: Any) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def rows() -> dict[str, int]:
    """Return how many rows each table holds, but those of the sign-in."""
    models = (model for model in apps.get_models() if model._meta.app_label not in {"sessions", "contenttypes"})
    return {model.__name__: model._default_manager.count() for model in models}


def test_the_list_shows_ours_and_says_what_is_not_recognised(cast: Cast, signed_in: SignIn) -> None:
    page = text_of(signed_in(cast.farid).get(reverse("surveys:instrument-list")))
    for definition in builtin().values():
        assert definition.title.in_language("en") in page
    assert "Not a recognised instrument" in page
    assert "not published yet" in page


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ({"search": "doing"}, "How are you doing?", "ouders"),
        ({"audience": "relative"}, "arents", "How are you doing?"),
        ({"search": "zzz"}, "Nothing found", "How are you doing?"),
        ({"audience": "martian"}, "How are you doing?", "Nothing found"),
    ],
)
def test_the_list_is_searched(cast: Cast, signed_in: SignIn, asked: dict[str, str], there: str, not_there: str) -> None:
    page = text_of(signed_in(cast.farid).get(reverse("surveys:instrument-list"), asked)).partition("Search")[2]
    assert there in page
    assert not_there not in page


def test_many_lists_stand_on_pages_that_keep_the_search(cast: Cast, signed_in: SignIn) -> None:
    for number in range(45):
        edits = ("key: proef", f"key: proef-{number}"), ("en: Trial", f"en: Trial {number:02}")
        publish_release(definition=load_bytes(own_file(*edits), file="x"), at=AT, owner=cast.provider)
    browser, url = signed_in(cast.farid), reverse("surveys:instrument-list")
    first = browser.get(url, {"search": "trial"})
    assert "Page 1 of 2" in text_of(first)
    assert "?page=2&amp;search=trial" in first.content.decode()
    assert "Trial 44" in text_of(browser.get(url, {"search": "trial", "page": "2"}))
    assert browser.get(url, {"search": "a&b=c", "page": "x"}).status_code == 200


@pytest.mark.parametrize("key", builtin())
def test_an_instrument_tells_what_it_asks(cast: Cast, signed_in: SignIn, key: str) -> None:
    page = text_of(signed_in(cast.carla).get(reverse("surveys:instrument-detail", args=(key,))))
    for question in builtin()[key].questions:
        assert re.search(_with_any_word(re.sub(r"\s+", " ", question.texts.in_language("en"))), page)
    assert list(places(page)) == []


def _with_any_word(text: str) -> str:
    """A pattern for a text whose places are filled with a few words."""
    return re.sub(r"\\\{[a-z_]+\\\}", r"[^{}]{1,90}?", re.escape(text))


def test_an_own_list_is_seen_at_and_below_its_unit_only(cast: Cast, signed_in: SignIn) -> None:
    release = published(cast.location, cast.gerda)
    url = reverse("surveys:instrument-detail", kwargs={"key": release.key, "owner_id": cast.location.pk})
    seen = {name: signed_in(getattr(cast, name)).get(url).status_code for name in ("carla", "dirk", "farid", "eva")}
    assert seen == {"carla": 200, "dirk": 200, "farid": 200, "eva": 404}
    listed = {name: _lists_it(signed_in(getattr(cast, name))) for name in ("carla", "farid", "eva")}
    assert listed == {"carla": True, "farid": True, "eva": False}


def _lists_it(browser: Browser) -> bool:
    return "Trial" in text_of(browser.get(reverse("surveys:instrument-list")))


def test_the_page_says_what_changed_and_what_starts_anew(cast: Cast, signed_in: SignIn) -> None:
    published(cast.provider, cast.gerda)
    release = published(cast.provider, cast.gerda, NEXT, ("nl: Gaat wel, en: Okay", "nl: Matig, en: So so"))
    url = reverse("surveys:instrument-detail", kwargs={"key": release.key, "owner_id": cast.provider.pk})
    page = text_of(signed_in(cast.farid).get(url))
    assert "From 1.0 to 1.1" in page
    assert "first “Okay”, now “So so”" in page
    assert "How do you like your room? (the list does not say that it goes on)" in page
    old = text_of(signed_in(cast.farid).get(url, {"version": "1.0"}))
    assert "Okay 2" in old
    assert signed_in(cast.farid).get(url, {"version": "9.9"}).status_code == 404


def test_a_built_in_is_copied_as_its_author_wrote_it(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.farid).get(reverse("surveys:instrument-template", args=("eigen-lijst",)))
    assert (
        answer["Content-Disposition"] == f'attachment; filename="eigen-lijst-{builtin()["eigen-lijst"].version}.yaml"'
    )
    assert b"key: eigen-lijst" in answer.content


def test_an_own_list_gives_the_file_that_was_uploaded(cast: Cast, signed_in: SignIn) -> None:
    release = published(cast.provider, cast.gerda)
    url = reverse("surveys:instrument-template", kwargs={"key": release.key, "owner_id": cast.provider.pk})
    assert signed_in(cast.farid).get(url).content == own_file()


def test_looking_stores_nothing(cast: Cast, signed_in: SignIn) -> None:
    waiting = proposal_of(cast.provider, cast.gerda)
    browser = signed_in(cast.farid)
    before = rows()
    for page in ("preview", "paper", "template"):
        assert browser.get(reverse(f"surveys:instrument-{page}", args=("mijn-leven",))).status_code == 200
        assert browser.get(reverse(f"surveys:instrument-{page}", kwargs={"proposal_id": waiting.pk})).status_code == 200
        url = reverse(f"surveys:instrument-{page}", args=("mijn-leven",))
        assert browser.post(url, {"a-kamer": "n:1"}).status_code == 405
    assert rows() == before


def test_the_preview_shows_what_was_chosen(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.farid)
    url = reverse("surveys:instrument-preview", args=("mijn-leven",))
    words = browser.get(url, {"language": "nl", "level": "b1", "style": "words"}).content.decode()
    assert "Hoe vind je je eigen kamer of je eigen plek?" in words
    assert "in-words" in words
    assert "<form id" not in words
    easy = browser.get(url, {"language": "nl", "level": "a2"}).content.decode()
    assert "Hoe vind je je kamer?" in easy


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"points": "many"}, {"audience": "\x00"}, {"style": "a" * 5000}])
def test_a_wrong_choice_shows_the_usual(cast: Cast, signed_in: SignIn, wrong: dict[str, str]) -> None:
    url = reverse("surveys:instrument-preview", args=("moment",))
    assert signed_in(cast.farid).get(url, wrong).status_code == 200
