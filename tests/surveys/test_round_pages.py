"""The pages about rounds, as quality staff, team leaders and support workers meet them."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from instruments import builtin
from instruments.definition.loading import load_bytes
from organisations.models import Unit
from surveys.choices import Audience, Mode, Outcome, RoundStatus
from surveys.models import AccessCode, Invitation, OutcomeChange, Release, Round
from surveys.operations.releases import publish_release
from surveys.operations.rounds import close_round
from surveys.operations.sessions import open_by_code
from surveys.operations.snapshots import take_snapshot
from surveys.operations.submissions import submit
from tests.cast import Cast, SignIn
from tests.factories import UnitFactory, placed_client
from tests.surveys.asking import AT, LATER, draft_round, incoming, invitation_of, open_test_round, sitting
from tests.surveys.own_lists import own_file


@pytest.fixture(autouse=True)
def _in_english(client: Browser) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


MEDIA = (
    "  - key: cijfer\n    type: mark\n    core: true\n    texts: {nl: Welk cijfer geef je?, en: Which mark?}\n",
    "  - key: cijfer\n    type: media\n    media: [photo]\n    texts: {nl: Laat je kamer zien., en: Show your room.}\n",
)


def release_of(owner: Unit, *edits: tuple[str, str]) -> Release:
    """Return an own list of a unit, published."""
    definition = load_bytes(own_file(*edits), file="proef.yaml")
    return publish_release(definition=definition, at=AT, owner=owner)


@pytest.fixture
def releases(db: None) -> dict[str, Release]:  # noqa: ARG001 -- the fixture opens the database
    """Return the published questionnaires."""
    return {key: publish_release(definition=found, at=AT) for key, found in builtin().items()}


def fields(cast: Cast, releases: dict[str, Release], **changes: Any) -> dict[str, Any]:
    """Return a form that is right."""
    given = {
        "name": "Autumn",
        "owner": cast.provider.id,
        "release_client": releases["mijn-leven"].id if releases else "",
        "release_relative": releases["ouders-over-hulp"].id if releases else "",
        "mode": "named",
        "reference_date": "2026-09-14",
        "opens_on": "2026-09-14",
        "closes_on": "2026-11-30",
        "norm_percentage": 70,
        "norm_level": "",
    }
    return given | changes


def text_of(response: Any) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


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
    with django_assert_max_num_queries(17):
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


def test_a_letter_has_a_button_to_print_it_that_waits_for_its_script(cast: Cast, signed_in: SignIn) -> None:
    open_test_round(cast.provider)
    url = reverse("surveys:invitation-letter", args=(invitation_of(cast.anna).id,))
    page = signed_in(cast.carla).post(url).content.decode()
    assert re.search(r"<button[^>]* data-print hidden>", page)
    assert "built/letter.js" in page


def test_a_round_is_offered_what_it_can_ask_and_told_why_not_the_rest(
    cast: Cast, signed_in: SignIn, releases: dict[str, Release]
) -> None:
    page = signed_in(cast.farid).get(reverse("surveys:round-create"))
    offered = re.findall(r'<option value="([0-9a-f-]{36})"', page.content.decode())
    assert str(releases["mijn-leven"].pk) in offered
    for_observers = page.content.decode().partition('name="release_observer"')[2].partition("</select>")[0]
    assert str(releases["ik-laat-zien"].pk) in for_observers
    assert str(releases["mijn-leven"].pk) not in for_observers
    for_clients = page.content.decode().partition('name="release_client"')[2].partition("</select>")[0]
    assert str(releases["samen-kijken"].pk) in for_clients
    assert str(releases["ik-laat-zien"].pk) not in for_clients


def test_what_nobody_can_be_asked_is_not_offered(cast: Cast, signed_in: SignIn) -> None:
    release_of(cast.provider, ("audiences: [client, relative]", "audiences: [support-worker]"))
    page = signed_in(cast.farid).get(reverse("surveys:round-create"))
    assert "It is made only for people whom no round asks by themselves" in text_of(page)


def test_the_newest_version_comes_first(cast: Cast, signed_in: SignIn) -> None:
    for version in ("1.9", "1.10", "1.2"):
        release_of(cast.provider, ('version: "1.0"', f'version: "{version}"'))
    page = signed_in(cast.farid).get(reverse("surveys:round-create")).content.decode()
    assert re.findall(r"Trial · ([0-9.]+)", page)[:3] == ["1.10", "1.9", "1.2"]


@pytest.mark.parametrize(
    ("edits", "owner", "mode", "said"),
    [
        ([], "other_team", "named", "This list is of De Eik"),
        ([MEDIA], "provider", "confidential", "that shows who it is"),
    ],
)
def test_what_a_round_cannot_ask_is_refused(
    cast: Cast, signed_in: SignIn, edits: list[tuple[str, str]], owner: str, mode: str, said: str
) -> None:
    release = release_of(getattr(cast, owner), *edits)
    given = fields(cast, {}, release_client=release.pk, release_relative="", mode=mode, owner=cast.provider.pk)
    assert said in text_of(signed_in(cast.farid).post(reverse("surveys:round-create"), given))
    assert not Round.objects.exists()


@pytest.mark.parametrize(("key", "field"), [("samen-kijken", "release_client"), ("ik-laat-zien", "release_observer")])
def test_what_several_answer_is_asked_by_name_only(
    cast: Cast, signed_in: SignIn, releases: dict[str, Release], key: str, field: str
) -> None:
    chosen = {"release_client": "", "release_relative": "", field: releases[key].pk}
    given = fields(cast, releases, **chosen, mode="confidential")
    page = signed_in(cast.farid).post(reverse("surveys:round-create"), given)
    assert "Several people answer this list about one client" in text_of(page)
    assert not Round.objects.exists()
    signed_in(cast.farid).post(reverse("surveys:round-create"), given | {"mode": "named"})
    assert Round.objects.exists()


def test_a_list_of_a_unit_above_is_asked_below_it(cast: Cast, signed_in: SignIn) -> None:
    release = release_of(cast.cooperative)
    given = fields(cast, {}, release_client=release.pk, release_relative="", owner=cast.team.pk)
    signed_in(cast.farid).post(reverse("surveys:round-create"), given)
    assert Round.objects.get().releases.get().release == release
