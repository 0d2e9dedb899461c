"""Every address says who may open it, what it says is what each role gets, and the papers say the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from clientvoice.access_rules.papers import papers
from clientvoice.access_rules.rules import NAMED, UndeclaredError, addresses
from clientvoice.urls import urlpatterns as all_urls
from organisations.choices import Role
from organisations.declaring import Door, Rule
from tests.clientvoice.role_table import ROWS, WHO, Row

DOCS = Path(__file__).parents[2] / "docs"
HELD = {
    "support_worker": {Role.SUPPORT_WORKER},
    "team_leader": {Role.TEAM_LEADER},
    "quality": {Role.QUALITY},
    "administrator": {Role.ADMINISTRATOR},
    "council": {Role.COUNCIL},
    "other_provider": set(Role),
}
NOTHING = {"404"}
WITHOUT_PROVIDER = {"organisations:claim-add", "organisations:claim-remove"}
"""Nobody gets these without an identity provider; tests/organisations/identity/ look with one."""


def rules() -> dict[str, Rule]:
    return {address.name: address.rule for address in addresses()}


def got(row: Row) -> Iterator[tuple[str, str]]:
    """Yield each visitor with each status of a row."""
    for statuses in filter(None, (row.get, row.post)):
        yield from zip(WHO, statuses.split(), strict=True)


def undeclared(_request: HttpRequest) -> HttpResponse:
    """A view that forgets to say who may open it."""
    return HttpResponse()


urlpatterns = [*all_urls, path("forgotten/", undeclared, name="forgotten")]


def test_every_address_says_who_may_open_it() -> None:
    assert len(addresses()) > 180
    assert set(NAMED) <= rules().keys()


@override_settings(ROOT_URLCONF=__name__)
def test_a_view_that_says_nothing_is_found() -> None:
    with pytest.raises(UndeclaredError, match="forgotten"):
        addresses()


def test_who_has_none_of_the_roles_gets_nothing() -> None:
    said = rules()
    wrong = [
        f"{row}: {who} gets {status}"
        for row in ROWS
        if said[row.name].door is Door.ROLE
        for who, status in got(row)
        if status not in NOTHING and not (HELD.get(who, set()) & said[row.name].roles)
        if (who, status) not in {("anonymous", "302"), ("anonymous", "401")}
    ]
    assert wrong == []


def test_who_has_one_of_the_roles_gets_something() -> None:
    said = rules()
    gets = {(row.name, who) for row in ROWS for who, status in got(row) if status not in NOTHING}
    wrong = {
        (name, who)
        for name, rule in said.items()
        for who, roles in HELD.items()
        if rule.door is Door.ROLE and roles & rule.roles and (name, who) not in gets
    }
    assert {(name, who) for name, who in wrong if who != "other_provider" and name not in WITHOUT_PROVIDER} == set()


@pytest.mark.parametrize("name", ["access-matrix.md", "who-sees-what.md"])
def test_the_paper_is_up_to_date(name: str) -> None:
    """`clientvoice access docs` writes it anew."""
    assert (DOCS / name).read_text(encoding="utf-8") == papers()[name]
