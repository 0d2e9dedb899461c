"""A relative with a letter, for tests."""

import re
from dataclasses import dataclass

from django.core import mail
from django.test import Client as Browser
from django.urls import reverse

from organisations.clock import now
from organisations.data import SYSTEM
from organisations.models import Mail, Relative, Representation
from organisations.operations.mail import send_mail
from organisations.operations.relatives import give_code
from tests.cast import Cast

MAIL = "bram@example.org"


@dataclass(frozen=True)
class Letter:
    """Who got it, about whom, and its code."""

    representation: Representation
    code: str


def letter_for_bram(cast: Cast, *, may_see: bool = True) -> Letter:
    """Give Bram, the father of Anna, an address and a letter with a code."""
    Relative.objects.filter(pk=cast.bram.pk).update(email=MAIL)
    representation = Representation.objects.get(relative=cast.bram)
    representation.may_see = may_see
    representation.client_agrees = True
    representation.save()
    return Letter(representation, give_code(representation=representation, actor=SYSTEM, at=now()))


def bring_mail() -> None:
    """Do the worker's work: send what waits."""
    for mail_id in list(Mail.objects.values_list("pk", flat=True)):
        send_mail(mail_id=mail_id, at=now())


def mailed_link(browser: Browser, email: str = MAIL) -> str:
    """Ask for a link and return the one that came by mail; "" when none came."""
    before = len(mail.outbox)
    assert browser.post(reverse("near-door"), {"email": email}).status_code == 200
    bring_mail()
    found = [re.search(r"https?://\S+(/near/link/\S+/)", sent.body) for sent in mail.outbox[before:]]
    return next((match[1] for match in found if match), "")


def let_in(browser: Browser, letter: Letter) -> Browser:
    """Go all the way through the door."""
    response = browser.post(mailed_link(browser), {"code": letter.code})
    assert response.status_code == 302, response.content.decode()
    return browser
