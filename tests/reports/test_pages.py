from typing import Any

import pytest

from organisations.choices import Role
from tests.cast import Cast, staff_with_role
from tests.factories import UnitFactory, placed_client
from tests.reports.published import Published, publish_for
from tests.surveys.asking import open_test_round


@pytest.fixture
def published(cast: Cast) -> Published:
    return publish_for(cast)


def page(browser: Any, published: Published, **query: Any) -> str:
    response = browser.get(f"/results/{published.round.id}/", query, headers={"accept-language": "en"})
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_without_a_publication_the_list_says_what_will_come(cast: Cast, signed_in: Any) -> None:
    open_test_round(cast.provider)
    body = signed_in(cast.farid).get("/results/", headers={"accept-language": "en"}).content.decode()
    assert "No results yet" in body


def test_the_list_leads_to_the_results(published: Published, cast: Cast, signed_in: Any) -> None:
    body = signed_in(cast.farid).get("/results/").content.decode()
    assert f"/results/{published.round.id}/" in body
    assert published.round.name in body


def test_results_open_at_the_own_topmost_unit(published: Published, cast: Cast, signed_in: Any) -> None:
    body = page(signed_in(cast.farid), published)
    assert f"<h1> {published.round.name}: {cast.provider.name} </h1>" in body
    assert "27 of 33" in body
    assert cast.cooperative.name not in body


def test_a_small_team_is_withheld_and_says_so(published: Published, cast: Cast, signed_in: Any) -> None:
    body = page(signed_in(cast.farid), published, unit=cast.team.id)
    assert "Too few people answered to show results" in body
    assert "<rect" not in body


def test_units_below_are_by_name_with_small_ones_hatched(published: Published, cast: Cast, signed_in: Any) -> None:
    body = page(signed_in(cast.farid), published, unit=cast.location.id)
    table = body.split('class="stack below"')[1]
    assert table.index("De Eik") < table.index("De Linde") < table.index("De Populier")
    assert '<span class="hatched">Too few people to show</span>' in table


def test_numbers_stand_in_the_bars_and_in_words(published: Published, cast: Cast, signed_in: Any) -> None:
    body = page(signed_in(cast.farid), published, unit=published.large.id)
    assert "wants something else: <b>5</b>" in body
    assert "Heel slecht: <b>3</b>" in body or "Very bad: <b>3</b>" in body


def test_a_unit_of_another_provider_does_not_exist(published: Published, cast: Cast, signed_in: Any) -> None:
    browser = signed_in(cast.farid)
    address = f"/results/{published.round.id}/"
    for unit in (cast.foreign_team.id, cast.cooperative.id, "no-unit"):
        assert browser.get(address, {"unit": unit}).status_code == 404


def test_searching_shows_the_first_unit_found(published: Published, cast: Cast, signed_in: Any) -> None:
    browser = signed_in(cast.farid)
    assert f": {published.small.name} </h1>" in page(browser, published, search="wilg")
    assert "No unit is called" not in page(browser, published, search="wilg")


def test_a_long_tree_can_be_searched(cast: Cast, signed_in: Any) -> None:
    for number in range(25):
        UnitFactory(parent=cast.location, name=f"Team {number:02d}")
    published = publish_for(cast)
    browser = signed_in(cast.farid)
    assert 'type="search"' in page(browser, published)
    assert "No unit is called “zzz”" in page(browser, published, search="zzz")


def test_the_number_of_queries_does_not_grow_with_the_tree(
    cast: Cast, signed_in: Any, django_assert_num_queries: Any
) -> None:
    for number in range(25):
        team = UnitFactory(parent=cast.location, name=f"Team {number:02d}")
        placed_client(team, cast.provider)
    published = publish_for(cast)
    browser = signed_in(cast.farid)
    page(browser, published)
    with django_assert_num_queries(QUERIES):
        page(browser, published)
    with django_assert_num_queries(QUERIES):
        page(browser, published, unit=cast.location.id)


QUERIES = 15
"""Two of them begin and end the transaction of the page."""


def test_a_colleague_of_the_whole_cooperative_sees_it_all(published: Published, cast: Cast, signed_in: Any) -> None:
    body = page(signed_in(staff_with_role("Iris", cast.cooperative, Role.QUALITY)), published)
    assert f": {cast.cooperative.name} </h1>" in body
    assert cast.other_provider.name in body
