"""Staff are invited by mail: a link, used once, within a week, that can be sent again and taken back."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client as Browser
from django.urls import reverse
from pytest_django import Settings

from organisations.choices import Action, Role
from organisations.clock import now
from organisations.models import AccessEvent, Mail, Staff, StaffInvitation, User
from organisations.operations.mail import send_mail
from organisations.queries.accounts import mail_to_send
from tests.cast import Cast, SignIn
from tests.organisations.post import Post, post

__all__ = ["post"]
NEW = "een-lange-zin-over-appels"
BOTH = {"password": NEW, "again": NEW}


@pytest.fixture
def gerda(cast: Cast, signed_in: SignIn) -> Browser:
    return signed_in(cast.gerda)


def invite(gerda: Browser, cast: Cast, **changed: object) -> Staff:
    fields = {"name": "Nel", "username": "nel", "email": "Nel@Example.nl", "role": Role.QUALITY, "unit": cast.team.pk}
    response = gerda.post(reverse("organisations:staff-add"), fields | changed)
    assert response.status_code == 302
    return Staff.objects.get(name="Nel")


def chosen(link: str) -> tuple[Browser, int]:
    """Follow a link and choose a password; return the browser and the status of the answer."""
    browser = Browser()
    to = browser.get(link)["Location"]
    return browser, browser.post(to, BOTH).status_code


def test_the_link_in_the_mail_lets_somebody_choose_a_password_and_in(cast: Cast, gerda: Browser, post: Post) -> None:
    staff = invite(gerda, cast)
    browser = Browser()
    first = browser.get(post.link())
    assert "invitation" in first["Location"]
    assert len(first["Location"]) < 30  # the token is out of the address
    assert "Nel" in browser.get(first["Location"]).content.decode()
    assert browser.post(first["Location"], BOTH).status_code == 302
    assert browser.get(reverse("surveys:round-list")).status_code == 200
    assert post.recipients == [["nel@example.nl"]]
    assert Browser().login(username="nel", password=NEW)
    assert AccessEvent.objects.filter(action=Action.INVITE, thing=f"staff:{staff.pk}").exists()
    assert AccessEvent.objects.filter(action=Action.ROLE_GIVEN, thing=f"staff:{staff.pk}").exists()


def test_a_link_works_once(cast: Cast, gerda: Browser, post: Post) -> None:
    invite(gerda, cast)
    link = post.link()
    assert chosen(link)[1] == 302
    assert chosen(link)[1] == 410


def test_looking_at_a_link_uses_nothing_up(cast: Cast, gerda: Browser, post: Post) -> None:
    invite(gerda, cast)
    link = post.link()
    for _look in range(3):
        Browser().get(link, follow=True)
    assert chosen(link)[1] == 302


def test_a_link_ends_after_a_week(cast: Cast, gerda: Browser, post: Post) -> None:
    invite(gerda, cast)
    link = post.link()
    with time_machine.travel(now() + timedelta(days=7, minutes=1), tick=False):
        assert chosen(link)[1] == 410


def test_sending_again_ends_the_former_link(cast: Cast, gerda: Browser, post: Post) -> None:
    staff = invite(gerda, cast)
    former = post.link()
    gerda.post(reverse("organisations:invitation-send", args=[staff.pk]))
    newer = post.link()
    assert chosen(former)[1] == 410
    assert chosen(newer)[1] == 302


def test_a_withdrawn_invitation_ends_the_link_and_the_account(cast: Cast, gerda: Browser, post: Post) -> None:
    staff = invite(gerda, cast)
    link = post.link()
    gerda.post(reverse("organisations:invitation-withdraw", args=[staff.pk]))
    assert chosen(link)[1] == 410
    assert not User.objects.filter(username="nel").exists()


def test_a_first_password_takes_the_place_of_an_invitation(cast: Cast, gerda: Browser, post: Post) -> None:
    staff = invite(gerda, cast)
    link = post.link()
    gerda.post(reverse("organisations:password-renew", args=[staff.pk]))
    assert chosen(link)[1] == 410


def test_mail_whose_message_was_lost_is_found_again(cast: Cast, gerda: Browser) -> None:
    invite(gerda, cast)
    assert mail_to_send(before=now(), limit=9) == [Mail.objects.get().pk]
    assert mail_to_send(before=now() - timedelta(minutes=2), limit=9) == []


def test_who_accepted_can_no_longer_be_withdrawn(cast: Cast, gerda: Browser, post: Post) -> None:
    staff = invite(gerda, cast)
    chosen(post.link())
    gerda.post(reverse("organisations:invitation-withdraw", args=[staff.pk]))
    gerda.post(reverse("organisations:invitation-send", args=[staff.pk]))
    assert User.objects.filter(username="nel").exists()
    assert not Mail.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["x", "a:b:c", "ImEi:1x:y", "%00", "a" * 4000])
def test_a_made_up_link_is_of_no_use(token: str) -> None:
    assert chosen(reverse("account_invitation_open", args=[token]))[1] == 410


@pytest.mark.parametrize("password", ["kort", "wachtwoord", "qwertyuiop", "1234567890", "nel"])
def test_a_short_or_common_password_is_refused(cast: Cast, gerda: Browser, post: Post, password: str) -> None:
    invite(gerda, cast)
    browser = Browser()
    to = browser.get(post.link())["Location"]
    assert browser.post(to, {"password": password, "again": password}).status_code == 200
    assert StaffInvitation.objects.filter(accepted_at=None).exists()


@pytest.mark.parametrize(
    "email", ["nel@example.nl\nBcc: x@example.nl", "nel@example.nl, x@example.nl", "nel", "a" * 300]
)
def test_no_header_slips_in_by_the_address(cast: Cast, gerda: Browser, email: str) -> None:
    fields = {"name": "Nel", "username": "nel", "email": email, "role": Role.QUALITY, "unit": cast.team.pk}
    assert gerda.post(reverse("organisations:staff-add"), fields).status_code == 200
    assert not Mail.objects.exists()


def test_no_header_slips_in_by_a_name(cast: Cast, gerda: Browser, post: Post) -> None:
    fields = {"name": "Nel\r\nBcc: x@example.nl", "username": "nel", "email": "nel@example.nl"}
    gerda.post(reverse("organisations:staff-add"), fields | {"role": Role.QUALITY, "unit": cast.team.pk})
    post.bring()
    assert post.recipients == [["nel@example.nl"]]
    assert post.arrived[0]["Bcc"] is None
    assert "Nel Bcc: x@example.nl" in post.arrived[0].get_content()


def test_a_taken_address_is_told(cast: Cast, gerda: Browser) -> None:
    User.objects.filter(pk=cast.carla.user_id).update(email="Carla@example.nl")
    fields = {"name": "Nel", "username": "nel", "email": "carla@EXAMPLE.nl", "role": Role.QUALITY, "unit": cast.team.pk}
    assert "error-summary" in gerda.post(reverse("organisations:staff-add"), fields).content.decode()
    assert not Staff.objects.filter(name="Nel").exists()


def test_mail_waits_while_the_server_is_away(cast: Cast, gerda: Browser, post: Post, settings: Settings) -> None:
    invite(gerda, cast)
    mail = Mail.objects.get()
    right, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with pytest.raises(ConnectionRefusedError):
        send_mail(mail_id=mail.pk, at=now())
    assert Mail.objects.exists()
    settings.EMAIL_PORT = right
    assert len(post.bring()) == 1
    assert not Mail.objects.exists()
    assert not send_mail(mail_id=mail.pk, at=now())
