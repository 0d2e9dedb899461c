"""The pages about rounds, as quality staff and team leaders meet them."""

import pytest
from django.conf import settings
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from surveys.choices import Mode, Outcome, RoundStatus
from surveys.models import Invitation, Release, Round
from surveys.operations.rounds import close_round
from surveys.operations.snapshots import take_snapshot
from surveys.operations.submissions import submit
from tests.cast import Cast, SignIn
from tests.factories import UnitFactory, placed_client
from tests.surveys.asking import AT, LATER, draft_round, incoming, invitation_of, open_test_round, sitting
from tests.surveys.round_forms import fields, text_of

pytestmark = pytest.mark.usefixtures("in_english")


def test_without_rounds_the_list_says_what_to_do(cast: Cast, signed_in: SignIn) -> None:
    assert "There is no round yet" in text_of(signed_in(cast.farid).get(reverse("surveys:round-list")))


def test_a_round_goes_from_form_to_open_to_closed(cast: Cast, signed_in: SignIn, releases: dict[str, Release]) -> None:
    browser = signed_in(cast.farid)
    made = browser.post(reverse("surveys:round-create"), fields(cast, releases))
    asking = Round.objects.get()
    assert made["Location"] == reverse("surveys:round-detail", args=(asking.id,))
    assert (asking.owner, asking.norm_level) == (cast.provider, "zorgaanbieder")
    confirm = text_of(browser.get(reverse("surveys:round-open", args=(asking.id,))))
    assert "4 clients will be asked" in confirm
    assert "1 parent or relative will be asked" in confirm
    asking.refresh_from_db()
    assert asking.status == RoundStatus.DRAFT
    browser.post(reverse("surveys:round-open", args=(asking.id,)))
    detail = text_of(browser.get(reverse("surveys:round-detail", args=(asking.id,))))
    assert "0 of the 4 clients answered" in detail
    assert "Still 3 people to go." in detail
    browser.post(reverse("surveys:round-close", args=(asking.id,)))
    asking.refresh_from_db()
    assert asking.status == RoundStatus.CLOSED


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"closes_on": "2026-09-01"}, "Choose a later closing date"),
        ({"release_client": "", "release_relative": ""}, "Choose at least one questionnaire"),
        ({"name": ""}, "Name"),
        ({"norm_percentage": "120"}, "Norm"),
        ({"owner": "0"}, "Who is asked?"),
        ({"opens_on": "31-02-2026"}, "This is not a day that exists"),
        ({"mode": "secret"}, "How are answers kept?"),
        ({"release_client": "ffffffff-ffff-4fff-8fff-ffffffffffff"}, "What do clients get?"),
        ({"release_client": "no-id"}, "What do clients get?"),
        ({"name": "a\x00b"}, "Name"),
    ],
)
def test_a_wrong_form_says_what_to_mend_and_makes_nothing(
    cast: Cast, signed_in: SignIn, releases: dict[str, Release], changes: dict[str, str], sentence: str
) -> None:
    answer = signed_in(cast.farid).post(reverse("surveys:round-create"), fields(cast, releases, **changes))
    assert answer.status_code == 200
    assert "This is not right yet" in text_of(answer)
    assert sentence in text_of(answer)
    assert not Round.objects.exists()


def test_a_unit_of_another_provider_cannot_be_asked(
    cast: Cast, signed_in: SignIn, releases: dict[str, Release]
) -> None:
    signed_in(cast.farid).post(reverse("surveys:round-create"), fields(cast, releases, owner=cast.other_provider.id))
    assert not Round.objects.exists()


def test_an_anonymous_round_says_why_it_cannot_be_opened(cast: Cast, signed_in: SignIn) -> None:
    asking = draft_round(cast.provider, mode=Mode.ANONYMOUS)
    page = signed_in(cast.farid).get(reverse("surveys:round-open", args=(asking.id,)))
    assert "cannot be opened yet" in text_of(page)
    assert b"Open the round" not in page.content
    signed_in(cast.farid).post(reverse("surveys:round-open", args=(asking.id,)))
    asking.refresh_from_db()
    assert asking.status == RoundStatus.DRAFT


@pytest.mark.parametrize("many", [1, 60])
def test_the_page_of_a_round_takes_the_same_queries_for_many_teams(
    cast: Cast, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries, many: int
) -> None:
    for number in range(many):
        placed_client(UnitFactory(parent=cast.location, name=f"Team {number}"), cast.provider)
    asking = open_test_round(cast.provider)
    browser = signed_in(cast.farid)
    with django_assert_max_num_queries(18):
        page = browser.get(reverse("surveys:round-detail", args=(asking.id,)))
    assert page.status_code == 200
    with django_assert_max_num_queries(8):
        assert browser.get(reverse("surveys:round-list")).status_code == 200


def test_the_page_searches_units_and_turns_pages(cast: Cast, signed_in: SignIn) -> None:
    for number in range(70):
        UnitFactory(parent=cast.location, name=f"Team {number:02}")
    url = reverse("surveys:round-detail", args=(open_test_round(cast.provider).id,))
    browser = signed_in(cast.farid)
    assert "Team 07" in text_of(browser.get(url, {"unit": "m 07"}))
    assert "Team 08" not in text_of(browser.get(url, {"unit": "m 07"}))
    assert "Team 69" in text_of(browser.get(url, {"page": "2"}))
    assert browser.get(url, {"page": "x", "audience": "nobody"}).status_code == 200


def test_a_team_is_given_no_verdict(cast: Cast, signed_in: SignIn) -> None:
    asking = open_test_round(cast.provider)
    page = text_of(signed_in(cast.dirk).get(reverse("surveys:round-detail", args=(asking.id,))))
    assert "norm" not in page.partition("How the round was set up")[0].casefold()
    assert "0 of 2" in page


@pytest.mark.parametrize("name", ["round-open", "round-close", "round-detail"])
def test_a_round_of_another_provider_does_not_exist(cast: Cast, signed_in: SignIn, name: str) -> None:
    asking = open_test_round(cast.other_provider)
    assert signed_in(cast.farid).get(reverse(f"surveys:{name}", args=(asking.id,))).status_code == 404


def test_a_round_of_the_cooperative_is_read_but_not_closed_by_its_provider(cast: Cast, signed_in: SignIn) -> None:
    asking = open_test_round(cast.cooperative)
    browser = signed_in(cast.farid)
    page = browser.get(reverse("surveys:round-detail", args=(asking.id,)))
    assert "Klaver" not in text_of(page)
    assert browser.post(reverse("surveys:round-close", args=(asking.id,))).status_code == 404


def test_without_units_below_nothing_is_said_about_finding(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.farid)
    url = reverse("surveys:round-detail", args=(open_test_round(cast.team).id,))
    assert "Teams and locations" not in text_of(browser.get(url))
    assert "Nothing found" in text_of(browser.get(url, {"unit": "nowhere"}))


def test_a_closed_round_speaks_of_what_was(cast: Cast, signed_in: SignIn) -> None:
    asking = open_test_round(cast.provider)
    close_round(round_id=asking.id, at=LATER)
    browser = signed_in(cast.farid)
    url = reverse("surveys:round-detail", args=(asking.id,))
    page = text_of(browser.get(url))
    assert "The norm is not reached." in page
    assert "to go" not in page
    assert "not yet asked" not in page
    assert "4 not asked" in page
    assert "Closed on 14 September 2026" in page
    assert "Closed on 14 September 2026" in text_of(browser.get(reverse("surveys:round-list")))


def test_a_closed_round_leads_to_its_results_once_these_are_there(cast: Cast, signed_in: SignIn) -> None:
    asking = open_test_round(cast.provider)
    submit(session=sitting(cast.anna).session, submission=incoming(), at=AT)
    close_round(round_id=asking.id, at=LATER)
    browser = signed_in(cast.farid)
    url = reverse("surveys:round-detail", args=(asking.id,))
    assert "See the results" not in text_of(browser.get(url))
    take_snapshot(round_id=asking.id)
    assert reverse("reports:result-detail", args=(asking.id,)) in browser.get(url).content.decode()


def test_one_person_is_spoken_of_as_one(cast: Cast, signed_in: SignIn) -> None:
    open_test_round(cast.provider)
    Invitation.objects.filter(pk=invitation_of(cast.anna).pk).update(outcome=Outcome.REFUSED)
    browser = signed_in(cast.farid)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "nl"
    page = text_of(browser.get(reverse("surveys:round-detail", args=(Round.objects.get().id,))))
    assert "0 van de 4 cliënten deden mee" in page
    assert "1 deed niet mee" in page
    Invitation.objects.filter(pk=invitation_of(cast.noor).pk).update(outcome=Outcome.REFUSED)
    page = text_of(browser.get(reverse("surveys:round-detail", args=(Round.objects.get().id,))))
    assert "2 deden niet mee" in page
