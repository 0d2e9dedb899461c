"""The bar keeps a few daily entries; what is rarer stands on one page, and is never further away than that."""

import pytest
from django.test import Client as Browser

from clientvoice.access_rules.rules import addresses
from organisations.access import rights_of
from organisations.choices import Role
from organisations.clock import today
from organisations.navigation import Group, Navigation, navigation
from tests.cast import Cast, SignIn
from tests.factories import RoleAssignmentFactory

BAR = '<nav aria-label="Main menu">'
CURRENT = 'aria-current="page"'


def bar(browser: Browser, path: str) -> str:
    """Return the bar of a page, as HTML."""
    html = browser.get(path, headers={"accept-language": "en"}).content.decode()
    return html.split(BAR)[1].split("</nav>")[0]


def test_an_administrator_finds_what_is_rare_on_one_page(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.gerda)
    assert "/people/import/" not in bar(browser, "/units/")
    assert bar(browser, "/units/").count("<li>") <= 6
    html = browser.get("/settings/").content.decode()
    for address in ("/people/import/", "/personal-data/", "/devices/", "/safety/"):
        assert f'href="{address}"' in html


def test_the_bar_says_where_one_is_also_on_a_rare_page(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.gerda)
    for path in ("/settings/", "/people/import/", "/devices/", "/tablet/pair/"):
        assert f'<a href="/settings/" {CURRENT}' in bar(browser, path), path
    assert f'<a href="/staff/" {CURRENT}' in bar(browser, "/sign-in-roles/")
    assert bar(browser, "/staff/").count(CURRENT) == 1


def test_many_roles_keep_a_bar_of_one_line_and_lose_nothing(cast: Cast, signed_in: SignIn) -> None:
    for role in Role:
        RoleAssignmentFactory(staff=cast.eva, unit=cast.foreign_team, role=role)
    rights = rights_of(cast.eva.user, on=today())
    shown = navigation.shown_to(rights, path="/staff/")
    cards = navigation.cards_for(rights)
    assert [one.url for one in shown] == [
        "/clients/",
        "/looking/",
        "/rounds/",
        "/instruments/",
        "/results/",
        "/settings/",
    ]
    assert [one.url for one in shown if one.current] == ["/settings/"]
    assert {"/units/", "/life/", "/staff/", "/devices/", "/traces/"} <= {one.url for one in cards}
    assert all(one.about for one in cards)
    assert "/staff/" in signed_in(cast.eva).get("/settings/").content.decode()


def test_what_lies_below_a_client_has_the_clients_in_the_bar(cast: Cast) -> None:
    rights = rights_of(cast.carla.user, on=today())
    for path in ("/wishes/1/people/", "/cases/1/", "/emergency/", "/clients/1/"):
        (current,) = [one for one in navigation.shown_to(rights, path=path) if one.current]
        assert current.url == "/clients/", path


def test_every_beginning_that_an_entry_claims_leads_to_pages() -> None:
    routes = [f"/{address.route}" for address in addresses()]
    assert [begin for begin in navigation.beginnings() if not any(one.startswith(begin) for one in routes)] == []


def test_a_single_rare_page_stands_in_the_bar_itself(cast: Cast, signed_in: SignIn) -> None:
    browser = signed_in(cast.carla)
    assert "/settings/" not in bar(browser, "/clients/")
    assert f'<a href="/devices/" {CURRENT}' in bar(browser, "/devices/")


def test_whoever_has_no_rare_page_has_no_page_of_them(cast: Cast, signed_in: SignIn) -> None:
    RoleAssignmentFactory(staff=cast.dirk, unit=cast.provider, role=Role.QUALITY)
    cast.dirk.roles.exclude(role=Role.QUALITY).delete()
    assert signed_in(cast.dirk).get("/settings/").status_code == 404


def test_each_rare_page_says_in_a_sentence_what_it_is() -> None:
    with pytest.raises(ValueError, match="needs a sentence"):
        Navigation().register("Bare", "organisations:unit-list", roles=(), place=1, group=Group.SETTINGS)
    with pytest.raises(ValueError, match="is in the menu already"):
        navigation.register("Again", "organisations:unit-list", roles=(), place=1)
