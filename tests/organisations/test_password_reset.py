"""Choosing a new password by oneself: a mailed link, the same answer for everybody, and limits that hold."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client as Browser
from django.test import override_settings
from django.urls import reverse

from organisations.clock import now
from organisations.models import Mail, User
from tests.cast import Cast, SignIn
from tests.factories import PASSWORD
from tests.organisations.post import Post, post
from tests.organisations.test_pages import NO_REDIS

__all__ = ["post"]
NEW = "een-lange-zin-over-appels"
ADDRESS = "carla@example.nl"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def carla(cast: Cast) -> User:
    User.objects.filter(pk=cast.carla.user_id).update(email=ADDRESS)
    return cast.carla.user


def ask(address: str) -> tuple[int, str, str]:
    """Ask for a link; return the status, where it leads and what is said there."""
    browser = Browser()
    response = browser.post(reverse("account_reset_password"), {"email": address})
    to = response.get("Location", "")
    return response.status_code, to, TOKEN.sub("", browser.get(to).content.decode()) if to else ""


def choose(link: str) -> Browser:
    browser = Browser()
    to = browser.get(link).get("Location")
    if to:
        browser.post(to, {"password1": NEW, "password2": NEW})
    return browser


def test_the_link_gives_another_password_once(carla: User, post: Post) -> None:
    ask(ADDRESS)
    link = post.link()
    choose(link)
    assert Browser().login(username="carla", password=NEW)
    carla.refresh_from_db()
    kept = carla.password
    choose(link)
    carla.refresh_from_db()
    assert carla.password == kept
    assert [mail["To"] for mail in post.bring()] == [ADDRESS, ADDRESS]  # the link, and that the password was changed


@pytest.mark.usefixtures("carla")
def test_a_new_password_ends_every_sign_in(cast: Cast, signed_in: SignIn, post: Post) -> None:
    other = signed_in(cast.carla)
    ask(ADDRESS)
    choose(post.link())
    assert other.get(reverse("account")).status_code == 302


@pytest.mark.usefixtures("carla")
def test_the_answer_is_the_same_for_an_address_that_nobody_has(post: Post) -> None:
    known, unknown = ask(ADDRESS), ask("nobody@example.nl")
    assert known == unknown
    assert Mail.objects.count() == 2  # who has which address is found out later, by the worker
    post.bring()
    assert post.recipients == [[ADDRESS]]


def test_somebody_who_left_gets_no_link(carla: User, post: Post) -> None:
    User.objects.filter(pk=carla.pk).update(is_active=False)
    ask(ADDRESS)
    assert post.bring() == []


def test_an_address_that_only_looks_the_same_gets_nothing(carla: User, post: Post) -> None:
    User.objects.filter(pk=carla.pk).update(email="mıke@example.nl")
    ask("mike@example.nl")
    post.bring()
    assert ["mike@example.nl"] not in post.recipients


def test_the_link_ends_after_an_hour(carla: User, post: Post) -> None:
    ask(ADDRESS)
    link = post.link()
    # Django counts by the clock on the wall, and who travels may take another zone along: three hours leave no doubt.
    with time_machine.travel(now() + timedelta(hours=3), tick=False):
        choose(link)
    carla.refresh_from_db()
    assert carla.check_password(PASSWORD)


@pytest.mark.usefixtures("carla")
def test_asking_again_and_again_is_stopped_for_known_and_unknown_alike() -> None:
    for address in (ADDRESS, "nobody@example.nl"):
        assert [ask(address)[0] for _try in range(6)] == [302] * 5 + [429]


@pytest.mark.usefixtures("carla")
def test_without_redis_nobody_asks() -> None:
    with override_settings(CACHES=NO_REDIS):
        assert ask(ADDRESS)[0] == 503
    assert not Mail.objects.exists()


@pytest.mark.usefixtures("carla")
def test_the_link_leads_to_the_site_whatever_host_was_asked(post: Post) -> None:
    Browser(headers={"host": "localhost"}).post(reverse("account_reset_password"), {"email": ADDRESS})
    body = post.bring()[0].get_content()
    assert "http://127.0.0.1:8000/account/password/reset/key/" in body
    assert "localhost" not in body


class TestOwnAddress:
    def change(self, browser: Browser, address: str, password: str = PASSWORD) -> int:
        fields = {"email": address, "password": password}
        return browser.post(reverse("account_email_change"), fields).status_code

    def test_it_counts_once_its_owner_opened_the_link(
        self, carla: User, cast: Cast, signed_in: SignIn, post: Post
    ) -> None:
        browser = signed_in(cast.carla)
        assert self.change(browser, "nieuw@example.nl") == 302
        link = post.link()
        browser.get(link)
        carla.refresh_from_db()
        assert carla.email == ADDRESS
        browser.post(link)
        carla.refresh_from_db()
        assert carla.email == "nieuw@example.nl"
        post.bring()
        assert post.recipients == [["nieuw@example.nl"], [ADDRESS]]
        assert browser.post(link).status_code == 410

    def test_the_link_of_one_is_of_no_use_to_another(
        self, carla: User, cast: Cast, signed_in: SignIn, post: Post
    ) -> None:
        self.change(signed_in(cast.carla), "nieuw@example.nl")
        link = post.link()
        assert signed_in(cast.dirk).post(link).status_code == 410

    def test_it_needs_the_password(self, carla: User, cast: Cast, signed_in: SignIn) -> None:
        assert self.change(signed_in(cast.carla), "nieuw@example.nl", "iets anders") == 200
        assert not Mail.objects.exists()

    def test_it_may_not_be_that_of_another(self, carla: User, cast: Cast, signed_in: SignIn, post: Post) -> None:
        assert self.change(signed_in(cast.dirk), ADDRESS.upper()) == 200
        self.change(signed_in(cast.dirk), "later@example.nl")
        link = post.link()
        User.objects.filter(pk=carla.pk).update(email="later@example.nl")
        assert signed_in(cast.dirk).post(link).status_code == 410
