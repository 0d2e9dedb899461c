"""Changing a prepared round, and throwing it away."""

import pytest
from django.urls import reverse

from surveys.choices import Audience
from surveys.models import Release, Round
from tests.cast import Cast, SignIn
from tests.surveys.asking import draft_round, open_test_round
from tests.surveys.round_forms import fields, text_of

pytestmark = pytest.mark.usefixtures("in_english")


def test_a_draft_is_changed_on_the_form_it_was_made_with(
    cast: Cast, signed_in: SignIn, releases: dict[str, Release]
) -> None:
    browser = signed_in(cast.farid)
    draft = draft_round(cast.provider, norm_percentage=55)
    url = reverse("surveys:round-change", args=(draft.id,))
    assert url in browser.get(reverse("surveys:round-detail", args=(draft.id,))).content.decode()
    form = browser.get(url).context["form"]
    shown = {name: form[name].value() for name in fields(cast, releases)}
    assert {name: str(value) for name, value in shown.items()} == {
        name: str(value) for name, value in fields(cast, releases, name="Najaar 2026", norm_percentage=55).items()
    }
    browser.post(url, fields(cast, releases, name="Winter", release_relative="", owner=cast.location.id))
    draft.refresh_from_db()
    assert (draft.name, draft.owner, draft.norm_level) == ("Winter", cast.location, cast.location.level)
    assert [row.audience for row in draft.releases.all()] == [Audience.CLIENT]


def test_a_wrong_change_says_what_to_mend(cast: Cast, signed_in: SignIn, releases: dict[str, Release]) -> None:
    draft = draft_round(cast.provider)
    url = reverse("surveys:round-change", args=(draft.id,))
    answer = signed_in(cast.farid).post(url, fields(cast, releases, closes_on="2026-09-01"))
    assert "Choose a later closing date" in text_of(answer)
    assert "Change Najaar 2026" in text_of(answer)


def test_a_draft_is_thrown_away_after_a_question(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.farid)
    draft = draft_round(cast.provider)
    url = reverse("surveys:round-remove", args=(draft.id,))
    page = browser.get(url)
    assert "Throw Najaar 2026 away?" in text_of(page)
    assert reverse("surveys:round-detail", args=(draft.id,)) in page.content.decode()
    assert Round.objects.exists()
    assert browser.post(url)["Location"] == reverse("surveys:round-list")
    assert not Round.objects.exists()


def test_an_opened_round_is_not_thrown_away_by_a_page(cast: Cast, signed_in: SignIn) -> None:
    asking = open_test_round(cast.provider)
    url = reverse("surveys:round-remove", args=(asking.id,))
    assert signed_in(cast.farid).post(url)["Location"] == reverse("surveys:round-detail", args=(asking.id,))
    assert Round.objects.exists()
