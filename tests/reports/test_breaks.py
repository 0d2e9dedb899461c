"""A new version that asks something differently: its results say what cannot be compared with before."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse

from reports.operations.publish import publish_round
from surveys.choices import Audience
from surveys.models import Release, Round
from surveys.operations.rounds import close_round
from tests.cast import Cast, SignIn
from tests.surveys.asking import AT, DAY, open_test_round
from tests.surveys.own_lists import published

NEXT = ('version: "1.0"', 'version: "2.0"')
GOES_ON = (
    "complete_when:",
    'continues: [{version: "1.0", questions: {kamer: kamer, anders: anders, cijfer: cijfer}}]\ncomplete_when:',
)
OTHER_ANSWERS = ("nl: Gaat wel, en: Okay", "nl: Matig, en: So so")


@pytest.fixture(autouse=True)
def _in_english(client: Browser) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def asked(cast: Cast, release: Release, on: date) -> Round:
    """Return a closed round on the provider with published results."""
    days = {"reference_date": on, "opens_on": on, "closes_on": on + timedelta(days=30)}
    asking = open_test_round(cast.provider, releases={Audience.CLIENT: release}, **days)
    close_round(round_id=asking.pk, at=AT)
    publish_round(round_id=asking.pk, at=AT)
    return asking


def page_of(browser: Browser, asking: Round) -> str:
    answer = browser.get(reverse("reports:result-detail", args=(asking.pk,)))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_what_cannot_be_compared_is_said_from_the_new_version_on(cast: Cast, signed_in: SignIn) -> None:
    first = asked(cast, published(cast.provider, cast.gerda), DAY)
    new = published(cast.provider, cast.gerda, NEXT, GOES_ON, OTHER_ANSWERS)
    second = asked(cast, new, DAY + timedelta(days=365))
    browser = signed_in(cast.farid)
    assert "asked differently" not in page_of(browser, first)
    told = page_of(browser, second).partition("From version 2.0 on, this was asked differently")[2][:300]
    assert "How do you like your room?" in told
    assert "Which mark?" not in told


def test_the_same_version_again_breaks_nothing(cast: Cast, signed_in: SignIn) -> None:
    release = published(cast.provider, cast.gerda)
    asked(cast, release, DAY)
    assert "asked differently" not in page_of(signed_in(cast.farid), asked(cast, release, DAY + timedelta(days=365)))


def test_what_another_provider_asked_before_tells_nothing_here(cast: Cast, signed_in: SignIn) -> None:
    old = published(cast.cooperative, cast.gerda)
    on = {"reference_date": DAY, "opens_on": DAY, "closes_on": DAY + timedelta(days=30)}
    open_test_round(cast.other_provider, releases={Audience.CLIENT: old}, **on)
    new = published(cast.cooperative, cast.gerda, NEXT)
    assert "asked differently" not in page_of(signed_in(cast.farid), asked(cast, new, DAY + timedelta(days=365)))
