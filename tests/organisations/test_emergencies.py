"""Opening a client outside one's own teams: with a reason, for four hours, seen by who leads, and by no browsing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils.translation import gettext as _
from time_machine import travel

from organisations.choices import Role
from organisations.clock import now
from organisations.models import AccessEvent, Client, EmergencyAccess
from tests.cast import Cast, SignIn
from tests.factories import RoleAssignmentFactory, placed_client

OPEN = reverse("organisations:emergency-open")
WORDS = "Het eigen team is telefonisch niet te bereiken."


@pytest.fixture
def sanne(cast: Cast) -> Client:
    """Return a client of the team beside Carla's."""
    return placed_client(cast.other_team, cast.provider, first_name="Sanne", last_name="Vos", number="7007")


def sent(browser: Browser, **changes: Any) -> Any:
    return browser.post(OPEN, {"number": "7007", "ground": "crisis", "words": WORDS} | changes)


def page_of(client: Client) -> str:
    return reverse("supportplans:client-detail", args=[client.pk])


def test_carla_opens_a_client_of_another_team_with_a_reason(cast: Cast, sanne: Client, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    assert browser.get(page_of(sanne)).status_code == 404
    assert sent(browser)["Location"] == page_of(sanne)
    page = browser.get(page_of(sanne))
    assert page.status_code == 200
    assert "emergency" in page.content.decode() or "noodgeval" in page.content.decode()
    event = AccessEvent.objects.get(action="emergency")
    assert (event.client_id, event.actor_id, event.reason) == (sanne.pk, cast.carla.pk, "crisis")
    assert AccessEvent.objects.get(action="view", client_id=sanne.pk).reason == "emergency"
    assert WORDS not in str(AccessEvent.objects.values_list())


def test_the_list_of_carla_says_where_the_client_comes_from(cast: Cast, sanne: Client, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    sent(browser, number=sanne.number)
    page = browser.get(reverse("supportplans:client-list")).content.decode()
    headings = re.findall(r'<h2 id="team-\d+">([^<]*)</h2>', page)
    assert headings == [cast.team.name, _("Opened in an emergency")]


def test_it_ends_by_itself_after_four_hours(cast: Cast, sanne: Client, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    sent(browser)
    begun = now()
    with travel(begun + timedelta(hours=3, minutes=59), tick=False):
        browser.force_login(cast.carla.user)
        assert browser.get(page_of(sanne)).status_code == 200
    with travel(begun + timedelta(hours=4, minutes=1), tick=False):
        browser.force_login(cast.carla.user)
        assert browser.get(page_of(sanne)).status_code == 404


def test_carla_ends_it_herself_and_nobody_elses(cast: Cast, sanne: Client, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    sent(browser)
    end = reverse("organisations:emergency-end", args=[EmergencyAccess.objects.get().pk])
    browser.force_login(cast.dirk.user)
    assert browser.post(end).status_code == 404
    browser.force_login(cast.carla.user)
    assert browser.post(end).status_code == 302
    assert browser.get(page_of(sanne)).status_code == 404
    assert AccessEvent.objects.filter(action="emergency_ended", client_id=sanne.pk).count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"words": "te kort"},
        {"words": ""},
        {"ground": "nieuwsgierig"},
        {"ground": ""},
        {"number": ""},
        {"number": "", "name": "Sanne Vos"},
        {"number": "", "born_on": "1990-05-17"},
        {"number": "", "name": "Sanne", "born_on": "1990-05-17"},
        {"number": "", "name": "Vos", "born_on": "1990-05-17"},
        {"number": "", "name": "Sanne Vos", "born_on": "1990-05-18"},
        {"number": "700"},
        {"number": "7007%"},
        {"number": "nobody"},
    ],
)
@pytest.mark.usefixtures("sanne")
def test_without_a_reason_or_an_exact_person_nothing_opens(
    cast: Cast, signed_in: SignIn, changes: dict[str, str]
) -> None:
    answer = sent(signed_in(cast.carla), **changes)
    assert answer.status_code == 422
    assert "Sanne" not in answer.content.decode().replace(changes.get("name", "-"), "")
    assert not EmergencyAccess.objects.exists()


def test_a_try_that_found_nobody_is_kept_without_what_was_typed(cast: Cast, signed_in: SignIn) -> None:
    assert sent(signed_in(cast.carla), number="99911").status_code == 422
    tried = AccessEvent.objects.get(thing="emergency-tried")
    assert (tried.actor_id, tried.provider_id, tried.client_id) == (cast.carla.pk, cast.provider.pk, None)
    assert "99911" not in str(tried.__dict__)


def test_a_full_name_with_the_day_of_birth_will_do(cast: Cast, sanne: Client, signed_in: SignIn) -> None:
    wanted = {"number": "", "name": " sanne   VOS ", "born_on": str(sanne.birth_date)}
    assert sent(signed_in(cast.carla), **wanted)["Location"] == page_of(sanne)


def test_two_people_of_one_name_and_birthday_open_neither(cast: Cast, sanne: Client, signed_in: SignIn) -> None:
    placed_client(cast.other_team, cast.provider, first_name="Sanne", last_name="Vos", number="7008")
    wanted = {"number": "", "name": "Sanne Vos", "born_on": str(sanne.birth_date)}
    assert sent(signed_in(cast.carla), **wanted).status_code == 422


def test_nobody_opens_a_client_of_another_provider(cast: Cast, signed_in: SignIn) -> None:
    placed_client(cast.foreign_team, cast.other_provider, number="7009")
    assert sent(signed_in(cast.carla), number="7009").status_code == 422
    assert not EmergencyAccess.objects.exists()


@pytest.mark.usefixtures("sanne")
def test_guessing_numbers_soon_has_to_wait(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    answers = [sent(browser, number=f"9{number}").status_code for number in range(11)]
    assert answers == [*[422] * 10, 429]
    assert sent(browser).status_code == 429


def test_when_the_role_over_persons_ends_it_ends_too(cast: Cast, sanne: Client, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    sent(browser)
    RoleAssignmentFactory(staff=cast.carla, unit=cast.other_provider, role=Role.SUPPORT_WORKER)
    cast.carla.roles.filter(unit=cast.team).delete()
    assert browser.get(page_of(sanne)).status_code == 404


def test_the_team_leader_sees_it_at_once_and_notes_that(cast: Cast, sanne: Client, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    sent(browser)
    opened = EmergencyAccess.objects.get()
    browser.force_login(cast.dirk.user)
    for address in (reverse("supportplans:client-list"), page_of(sanne)):
        page = browser.get(address).content.decode()
        assert WORDS in page
        assert "Carla" in page
    seen = reverse("organisations:emergency-seen", args=[opened.pk])
    assert browser.post(seen).status_code == 302
    opened.refresh_from_db()
    assert (opened.seen_by, AccessEvent.objects.filter(action="emergency_seen").count()) == (cast.dirk, 1)
    assert WORDS not in browser.get(reverse("supportplans:client-list")).content.decode()
    assert WORDS in browser.get(page_of(sanne)).content.decode()


@pytest.mark.usefixtures("sanne")
def test_a_leader_of_another_team_is_not_told(cast: Cast, signed_in: SignIn) -> None:
    sent(signed_in(cast.carla))
    RoleAssignmentFactory(staff=cast.hans, unit=cast.team, role=Role.TEAM_LEADER)
    browser = signed_in(cast.hans)
    assert WORDS not in browser.get(reverse("supportplans:client-list")).content.decode()
    assert (
        browser.post(reverse("organisations:emergency-seen", args=[EmergencyAccess.objects.get().pk])).status_code
        == 404
    )


@pytest.mark.usefixtures("sanne", "_redis_away")
def test_without_a_counter_nothing_opens(cast: Cast, signed_in: SignIn) -> None:
    assert sent(signed_in(cast.carla)).status_code == 503
    assert not EmergencyAccess.objects.exists()
