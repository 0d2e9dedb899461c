"""Somebody puts the ids of others into every address: nothing of another team, location or provider exists for them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

import pytest
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import reverse

from organisations.choices import Role
from organisations.data import Rights
from organisations.declaring import Door
from organisations.models import AccessEvent, Client
from surveys.models import Round
from tests.cast import Cast
from tests.clientvoice.attacking import (
    ELSEWHERE,
    EVERY_ROLE,
    MARK,
    PLACES,
    PROGRAM,
    RELATIVE,
    RULES,
    VISITOR,
    Place,
    attackers,
    everything_here,
    targets,
)
from tests.clientvoice.role_table import ROWS, Row
from tests.clientvoice.test_role_table import undone

DOORS = ("/account/login/?", "/near/")


def attacks(row: Row, place: Place, browsers: dict[str, Browser]) -> Iterator[str]:
    """Yield each answer that tells an attacker anything but that there is nothing."""
    address, fields = reverse(row.name, kwargs=dict(row.kwargs(place.cast))), dict(row.data(place.cast))
    before = AccessEvent.objects.count()
    for who, browser in browsers.items():
        # Who has every role sends whatever a single one may.
        for method in ("get",) if who in set(Role) else ("get", "post"):
            response = getattr(browser, method)(address, fields)
            if not is_refused(response, who) or MARK in words_of(response):
                yield f"{who}: {method} {row} of {place.name} gives {response.status_code}"
    if AccessEvent.objects.count() != before:
        yield f"{row} of {place.name} was looked at"


def is_refused(response: HttpResponse, who: str) -> bool:
    if who == VISITOR and response.status_code == 302:
        return response.headers["Location"].startswith(DOORS)
    return response.status_code in ({401} if who == VISITOR else set()) | {404, 405}


@pytest.mark.parametrize("place", PLACES)
def test_what_is_of_others_does_not_exist(place: str, cast: Cast) -> None:
    there, browsers = PLACES[place](cast), attackers(cast)
    found = []
    for row in targets():
        with undone():
            found += attacks(row, there, {who: browsers[who] for who in fitting(row, place)})
    assert found == []


def fitting(row: Row, place: str) -> set[str]:
    """Return who attacks: each role that the address knows, alone and together; others find every place the same."""
    rule = RULES[row.name]
    found = {EVERY_ROLE, *(role.value for role in rule.rule.roles), *({PROGRAM} if rule.scope else ())}
    outside = rule.rule.door is Door.RELATIVE or place == "other team"
    return found | ({VISITOR, RELATIVE} if outside else set())


def everybody(_rights: Rights, **_on: date) -> QuerySet[Client]:
    return Client.objects.all()


def every_round(_rights: Rights) -> QuerySet[Round]:
    return Round.objects.all()


@pytest.mark.parametrize(
    ("name", "mistake", "found"),
    [
        ("organisations.access.reached", everybody, "supportplans:client-detail"),
        ("organisations.access.reached", everybody, "supportplans:agreement-create"),
        ("organisations.access.reached", everybody, "organisations:who-looked"),
        ("surveys.access.rounds", every_round, "surveys:round-detail"),
    ],
)
def test_a_getter_that_forgets_its_filter_would_be_found(
    name: str, mistake: object, found: str, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name, mistake)
    row = next(row for row in targets() if row.name == found)
    assert list(attacks(row, PLACES["other location"](cast), {EVERY_ROLE: everything_here(cast)}))


FIELD = re.compile(r'<(?:input|textarea)[^>]*\bname="([^"]+)"')
SEARCH = MARK.lower()[:-1]
"""Finds the neighbours by a part of their names, so that a page may repeat what was asked without naming anybody."""


def own_pages(cast: Cast, browser: Browser, rows: Iterable[Row] = ROWS) -> Iterator[tuple[str, str]]:
    """Yield every page about what is somebody's own, asked for, sent and searched, with what it says."""
    for row in rows:
        if RULES[row.name].rule.door is Door.ROLE and "200" in row.get.split() and row.note not in ELSEWHERE:
            with undone():
                yield from own_page(row, cast, browser)


def own_page(row: Row, cast: Cast, browser: Browser) -> Iterator[tuple[str, str]]:
    address, fields = reverse(row.name, kwargs=dict(row.kwargs(cast))), dict(row.data(cast))
    shown = words_of(browser.get(address))
    yield f"get {row}", shown
    asked = dict.fromkeys(FIELD.findall(shown), SEARCH)
    for sent in (fields, asked) if row.post else ():
        yield f"post {row}", words_of(browser.post(address, sent))


def words_of(response: HttpResponse) -> str:
    return response.content.decode("utf-8", "ignore")


def test_no_page_names_somebody_of_elsewhere(cast: Cast) -> None:
    for place in PLACES.values():
        place(cast)
    assert {page for page, words in own_pages(cast, everything_here(cast)) if MARK in words} == set()


def test_a_list_that_forgets_its_filter_would_be_found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("organisations.access.reached", everybody)
    PLACES["other team"](cast)
    rows = [row for row in ROWS if row.name == "supportplans:client-list"]
    named = {page for page, words in own_pages(cast, everything_here(cast), rows) if MARK in words}
    assert named == {"get supportplans:client-list", "post supportplans:client-list"}
