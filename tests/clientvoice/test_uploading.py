"""Forms with files: nobody fills the disk before it is known who sends them."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from clientvoice.uploading import MOST_OF_ANYBODY
from tests.cast import Cast, SignIn

pytestmark = pytest.mark.django_db


def big() -> SimpleUploadedFile:
    return SimpleUploadedFile("x", bytes(MOST_OF_ANYBODY))


def test_a_stranger_sends_no_more_than_somebody_who_answers() -> None:
    browser = Browser(enforce_csrf_checks=True)
    browser.cookies[settings.CSRF_COOKIE_NAME] = "a" * 32
    assert browser.post("/answer/", {"file": big()}).status_code == 413


def test_staff_may_send_many_pictures_at_once(cast: Cast, signed_in: SignIn) -> None:
    answer = signed_in(cast.gerda).post(reverse("surveys:proposal-create"), {"unit": cast.team.pk, "file": big()})
    assert answer.status_code == 200
