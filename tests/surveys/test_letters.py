"""The pages about one invitation: its letter, and what became of it when nobody answers."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from surveys.choices import Audience, Outcome
from surveys.models import AccessCode, Invitation, OutcomeChange
from surveys.operations.sessions import open_by_code
from tests.cast import Cast, SignIn
from tests.surveys.asking import invitation_of, open_test_round
from tests.surveys.round_forms import text_of

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.mark.parametrize(("audience", "name"), [(Audience.CLIENT, "Anna"), (Audience.RELATIVE, "Bram de Wit")])
def test_a_letter_carries_a_code_that_opens(cast: Cast, signed_in: SignIn, audience: Audience, name: str) -> None:
    open_test_round(cast.provider)
    invitation = invitation_of(cast.anna, audience)
    page = signed_in(cast.carla).post(reverse("surveys:invitation-letter", args=(invitation.id,)))
    found = re.search(r'class="code">([^<]+)<', page.content.decode())
    assert found is not None
    assert name in text_of(page)
    assert page["Cache-Control"] == "no-store"
    assert open_by_code(code=found[1], address="192.0.2.9", at=timezone.now())
    assert b"data:image/svg+xml" in page.content


def test_a_letter_is_never_made_by_following_a_link(cast: Cast, signed_in: SignIn) -> None:
    open_test_round(cast.provider)
    url = reverse("surveys:invitation-letter", args=(invitation_of(cast.anna).id,))
    assert signed_in(cast.carla).get(url).status_code == 405
    assert not AccessCode.objects.exists()


def test_no_letter_for_a_client_of_somebody_else(cast: Cast, signed_in: SignIn) -> None:
    open_test_round(cast.cooperative)
    url = reverse("surveys:invitation-letter", args=(invitation_of(cast.anna).id,))
    assert signed_in(cast.eva).post(url).status_code == 404
    assert signed_in(cast.farid).post(url).status_code == 404
    assert not AccessCode.objects.exists()


def test_for_somebody_who_answered_there_is_no_letter(cast: Cast, signed_in: SignIn) -> None:
    open_test_round(cast.provider)
    Invitation.objects.filter(frame_member__client=cast.anna).update(outcome=Outcome.REFUSED)
    back = reverse("surveys:round-list")
    url = reverse("surveys:invitation-letter", args=(invitation_of(cast.anna).id,))
    assert signed_in(cast.dirk).post(url, {"next": back})["Location"] == back


def test_a_letter_has_a_button_to_print_it_that_waits_for_its_script(cast: Cast, signed_in: SignIn) -> None:
    open_test_round(cast.provider)
    url = reverse("surveys:invitation-letter", args=(invitation_of(cast.anna).id,))
    page = signed_in(cast.carla).post(url).content.decode()
    assert re.search(r"<button[^>]* data-print hidden>", page)
    assert "built/letter.js" in page


def test_a_team_leader_writes_down_that_somebody_was_not_reached(cast: Cast, signed_in: SignIn) -> None:
    open_test_round(cast.provider)
    url = reverse("surveys:invitation-outcome", args=(invitation_of(cast.noor).id,))
    browser = signed_in(cast.dirk)
    assert "Noor Bakker" in text_of(browser.get(url))
    elsewhere = {"outcome": "not_reached", "reason": "Drie keer gebeld.", "next": "https://evil.example/"}
    assert browser.post(url, elsewhere)["Location"] == "/"
    assert invitation_of(cast.noor).outcome == Outcome.NOT_REACHED
    assert OutcomeChange.objects.get().staff == cast.dirk


@pytest.mark.parametrize("wrong", [{"outcome": "complete", "reason": "x"}, {"outcome": "not_reached", "reason": " "}])
def test_a_wrong_correction_says_what_to_mend(cast: Cast, signed_in: SignIn, wrong: dict[str, str]) -> None:
    open_test_round(cast.provider)
    url = reverse("surveys:invitation-outcome", args=(invitation_of(cast.noor).id,))
    assert "This is not right yet" in text_of(signed_in(cast.dirk).post(url, wrong))
    assert invitation_of(cast.noor).outcome == Outcome.OPEN
