"""What was agreed with somebody who is gone can be read by who led the team, and asks nothing of anybody."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client as Browser
from django.urls import reverse

from organisations.choices import DepartureKind
from organisations.clock import now, today
from organisations.models import AccessEvent, Mail
from organisations.operations.departures import undo_departure
from organisations.operations.mail import send_mail
from supportplans.models import Agreement
from tests.cast import Cast, SignIn
from tests.life.stage import by, depart
from tests.organisations.near import MAIL, letter_for_bram
from tests.supportplans.rows import made_agreement, waiting_wish, wanted_goal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", list(DepartureKind), ids=str)
def test_it_is_read_and_nothing_in_it_is_late(cast: Cast, signed_in: SignIn, kind: DepartureKind) -> None:
    waiting_wish(cast.anna), wanted_goal(cast.anna)
    Agreement.objects.filter(pk=made_agreement(cast.anna).pk).update(due_on=today() - timedelta(days=9))
    page = reverse("supportplans:client-kept", args=[cast.anna.pk])
    browser = signed_in(cast.dirk)
    assert browser.get(page).status_code == 404
    departure = depart(cast.anna, cast.dirk, kind)
    shown = browser.get(page).content.decode()
    for words in ("Iets anders", "Samen wandelen", "Zelf koken"):
        assert words in shown
    assert "<form" not in shown.partition("<main")[2]
    assert page in browser.get(reverse("organisations:life-person", args=[cast.anna.pk])).content.decode()
    assert browser.get(reverse("supportplans:client-list")).context["overview"].counts["look_back"] == 0
    assert AccessEvent.objects.filter(client_id=cast.anna.pk, page="supportplans:client-kept").exists()
    undo_departure(departure_id=departure.pk, actor=by(cast.dirk), at=now())
    assert browser.get(page).status_code == 404


def test_a_mail_that_was_asked_before_the_death_is_not_sent_after_it(cast: Cast, client: Browser) -> None:
    letter_for_bram(cast)
    client.post("/near/", {"email": MAIL})
    waiting = Mail.objects.get()
    depart(cast.anna, cast.dirk)
    assert not send_mail(mail_id=waiting.pk, at=now())
    assert not mail.outbox
