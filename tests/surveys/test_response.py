"""The response of a round: live figures, and who may see which."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client as Browser
from pytest_django import DjangoAssertNumQueries

from organisations.models import Client
from surveys.choices import Audience, Outcome
from surveys.data import UnitResponse
from surveys.models import Invitation, Round
from surveys.operations.outcomes import prefer_not
from surveys.operations.submissions import submit
from surveys.queries import counted_submissions, open_invitations, response, round_tree, submission_for_follow_up
from tests.cast import Cast, SignIn
from tests.factories import placed_client
from tests.surveys.asking import AT, incoming, open_test_round, sitting


@pytest.fixture
def asking(cast: Cast) -> Round:
    """Return an open round in which Anna answered and Noor preferred not to."""
    opened = open_test_round(cast.cooperative, norm_level="zorgaanbieder")
    submit(session=sitting(cast.anna).session, submission=incoming(), at=AT)
    prefer_not(session=sitting(cast.noor).session, at=AT)
    return opened


def unit_of(units: tuple[UnitResponse, ...], name: str, audience: Audience = Audience.CLIENT) -> UnitResponse:
    """Return the response of a unit by its name."""
    return next(unit for unit in units if unit.node.name == name and unit.audience == audience)


def test_the_response_of_each_unit(asking: Round) -> None:
    units = response(asking.id).units
    linde, hof = unit_of(units, "De Linde"), unit_of(units, "Stichting De Hof")
    assert (linde.eligible, linde.invited, linde.complete, linde.response, linde.coverage) == (2, 2, 1, 0.5, 1.0)
    assert linde.outcomes[Outcome.REFUSED] == 1
    assert linde.norm is None
    assert (hof.eligible, hof.complete) == (4, 1)
    assert hof.norm is not None
    assert (hof.norm.needed, hof.norm.reached) == (2, False)
    assert unit_of(units, "De Linde", Audience.RELATIVE).invited == 1


def test_the_response_takes_the_same_queries_for_many_people(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(20):
        placed_client(cast.team, cast.provider)
    opened = open_test_round(cast.provider)
    with django_assert_num_queries(6):
        response(opened.id)


def get(browser: Browser, round_id: Any) -> Any:
    """Call the API."""
    return browser.get(f"/api/v1/rounds/{round_id}/response/")


def test_quality_staff_see_their_provider_only_and_small_reasons_merged(
    cast: Cast, asking: Round, signed_in: SignIn
) -> None:
    body = get(signed_in(cast.farid), asking.id).json()
    assert {unit["name"] for unit in body["units"]} == {"Stichting De Hof", "Bosweg", "De Linde", "De Eik"}
    hof = next(unit for unit in body["units"] if unit["name"] == "Stichting De Hof" and unit["audience"] == "client")
    assert (hof["invited"], hof["complete"], hof["response"], hof["coverage"]) == (4, 1, 0.25, 1.0)
    assert hof["norm"] == {"percentage": 70, "needed": 2, "reached": False}
    assert hof["outcomes"]["other"] == 1
    assert "refused" not in hof["outcomes"]
    assert hof["parent"] is None
    assert hof["unit"] == str(cast.provider.id)


def test_a_team_leader_sees_the_reasons_of_the_own_teams(cast: Cast, asking: Round, signed_in: SignIn) -> None:
    body = get(signed_in(cast.dirk), asking.id).json()
    assert {unit["name"] for unit in body["units"]} == {"Bosweg", "De Linde", "De Eik"}
    assert all("norm" not in unit for unit in body["units"])
    assert next(unit for unit in body["units"] if unit["name"] == "De Linde")["outcomes"]["refused"] == 1


def test_strangers_get_404(cast: Cast, signed_in: SignIn) -> None:
    opened = open_test_round(cast.provider)
    assert get(signed_in(cast.eva), opened.id).status_code == 404
    assert get(signed_in(cast.gerda), opened.id).status_code == 404
    assert get(signed_in(cast.farid), uuid4()).status_code == 404


def test_visitors_are_not_let_in(asking: Round, client: Browser) -> None:
    assert get(client, asking.id).status_code in {401, 403}


def test_what_is_counted_has_no_person_in_it(cast: Cast, asking: Round) -> None:
    (counted,) = counted_submissions(asking.id)
    names = {node.id: node.name for node in round_tree(asking.id)}
    assert (names[counted.round_unit_id], counted.audience, counted.informant) == ("De Linde", "client", "self")
    assert str(cast.anna.id) not in repr(counted)


def test_the_follow_up_of_a_submission_knows_the_client_and_the_team(cast: Cast, asking: Round) -> None:
    invitation = Invitation.objects.get(frame_member__client=cast.anna, audience=Audience.CLIENT)
    assert invitation.counted_id is not None
    found = submission_for_follow_up(invitation.counted_id)
    assert (found.client_id, found.unit_id, found.round_id) == (cast.anna.id, cast.team.id, asking.id)
    assert found.definition.key == "mijn-leven"
    assert found.followed_up_at is None


def test_the_invitations_of_clients_are_found_in_one_query(
    cast: Cast, asking: Round, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    people: list[Client] = [cast.anna, cast.noor, cast.zoe]
    with django_assert_num_queries(1):
        found = open_invitations([person.id for person in people])
    said = {(each.client_id, each.audience): each.outcome for each in found}
    assert said == {
        (cast.anna.id, Audience.CLIENT): Outcome.COMPLETE,
        (cast.anna.id, Audience.RELATIVE): Outcome.OPEN,
        (cast.noor.id, Audience.CLIENT): Outcome.REFUSED,
        (cast.zoe.id, Audience.CLIENT): Outcome.OPEN,
    }
    assert {each.round_id for each in found} == {asking.id}
