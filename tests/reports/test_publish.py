import json
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from organisations.choices import Role
from reports.models import Publication, PublishedGroup
from reports.operations.publish import RoundNotClosedError, publish_round
from surveys.models import SnapshotItem
from surveys.queries import counted_submissions
from tests.cast import Cast, staff_with_role
from tests.reports.published import CLOSED, Published, publish_for
from tests.surveys.asking import open_test_round


@pytest.fixture
def published(cast: Cast) -> Published:
    return publish_for(cast)


def read(browser: Client, published: Published) -> dict[str, Any]:
    response = browser.get(f"/api/v1/rounds/{published.round.id}/publication/")
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def groups(body: dict[str, Any], audience: str = "client") -> dict[str, dict[str, Any]]:
    return {group["name"]: group for group in body["groups"] if group["audience"] == audience}


def test_a_publication_counts_what_the_round_counts(published: Published) -> None:
    everybody = PublishedGroup.objects.get(
        publication=published.publication, unit_id=published.round.owner_id, audience="client"
    )
    counted = [one.audience for one in counted_submissions(published.round.id)]
    assert everybody.n == counted.count("client") == 38
    assert SnapshotItem.objects.filter(round=published.round).count() == len(counted) == 49


def test_publishing_again_changes_nothing(published: Published) -> None:
    again = publish_round(round_id=published.round.id, at=CLOSED)
    assert again == published.publication
    assert Publication.objects.count() == 1


def test_an_open_round_is_not_published(cast: Cast) -> None:
    asking = open_test_round(cast.provider)
    with pytest.raises(RoundNotClosedError):
        publish_round(round_id=asking.id, at=CLOSED)
    assert not Publication.objects.exists()


@pytest.mark.parametrize("change", ["update", "delete"])
@pytest.mark.parametrize("model", [Publication, PublishedGroup])
def test_the_database_refuses_to_change_a_publication(published: Published, model: Any, change: str) -> None:
    rows = model.objects.filter(
        pk__in=[published.publication.id, *published.publication.groups.values_list("pk", flat=True)]
    )
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        _ = rows._raw_delete("default") if change == "delete" else rows.update(**touched(model))


def touched(model: Any) -> dict[str, Any]:
    return {"thresholds": {}} if model is Publication else {"n": 99}


def test_a_publication_reads_as_promised(published: Published, cast: Cast, signed_in: Any) -> None:
    body = read(signed_in(cast.farid), published)
    assert body["round"] == str(published.round.id)
    assert body["published_on"] == "2026-11-13"
    assert body["thresholds"]["group"] == 5
    found = groups(body)
    assert found["De Linde"] == {
        "unit": str(cast.team.id),
        "parent": str(cast.location.id),
        "name": "De Linde",
        "level": "team",
        "audience": "client",
        "informant": "self",
        "n": 0,
        "withheld": True,
    }
    large = found["De Populier"]
    assert large["n"] == 14
    assert large["questions"]["kamer"] == {"n": 14, "counts": {"1": 3, "2": 3, "3": 3, "4": 3, "5": 2}}
    assert large["domains"]["dag"] == {"change": 5, "dont_know": 0, "keep": 9}
    assert "wonen-anders" not in large["questions"]
    assert "wonen-wens" not in large["questions"]


def test_a_small_team_gives_at_most_a_coarse_mean(published: Published, cast: Cast, signed_in: Any) -> None:
    small = groups(read(signed_in(cast.farid), published))["De Wilg"]
    assert small["n"] == 7
    assert all(figure.keys() in ({"n", "mean_band"}, {"withheld"}) for figure in small["questions"].values())
    assert all(figure == {"withheld": True} for figure in small["domains"].values())


def test_a_provider_sees_only_itself(published: Published, cast: Cast, signed_in: Any) -> None:
    found = groups(read(signed_in(cast.farid), published))
    assert cast.provider.name in found
    assert not {cast.cooperative.name, cast.other_provider.name, cast.foreign_team.name} & set(found)
    assert found[cast.provider.name]["parent"] is None


def test_the_cooperative_sees_every_group(published: Published, cast: Cast, signed_in: Any) -> None:
    found = groups(read(signed_in(staff_with_role("Iris", cast.cooperative, Role.QUALITY)), published))
    assert {cast.cooperative.name, cast.foreign_team.name, "De Wilg"} <= set(found)


def test_a_team_leader_sees_the_own_place(published: Published, cast: Cast, signed_in: Any) -> None:
    found = groups(read(signed_in(cast.dirk), published))
    assert set(found) == {"Bosweg", "De Linde", "De Eik", "De Populier", "De Wilg"}


def test_a_support_worker_and_a_stranger_are_told_that_it_does_not_exist(
    published: Published, cast: Cast, signed_in: Any
) -> None:
    address = f"/api/v1/rounds/{published.round.id}/publication/"
    assert signed_in(cast.carla).get(address).status_code == 404
    lone = staff_with_role("Jan", cast.foreign_team, Role.SUPPORT_WORKER)
    assert signed_in(lone).get(address).status_code == 404


def test_relatives_are_a_tree_of_their_own(published: Published, cast: Cast, signed_in: Any) -> None:
    body = read(signed_in(cast.farid), published)
    large = groups(body, "relative")["De Populier"]
    assert (large["n"], large["informant"], large["domains"]) == (11, "relative", {})
    assert large["questions"]["cijfer"]["counts"]["6"] == 3
    assert "helped" not in large


def test_nobody_is_named_in_a_publication(published: Published) -> None:
    everything = json.dumps(
        [
            published.publication.tree,
            published.publication.texts,
            *PublishedGroup.objects.values_list("results", flat=True),
        ],
        default=str,
    )
    assert "Voornaam" not in everything
    assert "In eigen woorden" not in everything


def test_the_number_of_queries_does_not_grow(
    published: Published, cast: Cast, signed_in: Any, django_assert_max_num_queries: Any
) -> None:
    browser = signed_in(cast.farid)
    with django_assert_max_num_queries(8):
        read(browser, published)
