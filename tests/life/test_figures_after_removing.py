"""Somebody who died, or anybody, is removed: no figure of a round becomes one less by it."""

from collections.abc import Callable

import pytest

from instruments.definition.suiting import Relation
from organisations.choices import ErasureGround
from organisations.clock import now, today
from organisations.erasure.base import Order, Subject
from organisations.erasure.carrying_out import in_all_rooms
from organisations.models import Client
from surveys.choices import Audience, FrameEvent
from surveys.models import Round
from surveys.operations.rounds import close_round
from surveys.operations.submissions import submit
from surveys.queries.response import response
from surveys.queries.since_opening import since_opening
from tests.cast import Cast
from tests.life.stage import depart
from tests.surveys.asking import incoming, open_test_round, sitting
from tests.surveys.looking import answer, half_of, look_along, open_observation, open_pair

pytestmark = pytest.mark.django_db


def remove(client: Client) -> None:
    """Let every room remove what it keeps about a client."""
    order = Order(Subject(client.pk, client.provider_id), ErasureGround.MISTAKE, today())
    in_all_rooms(order)
    assert not Client.objects.filter(pk=client.pk).exists()


def whole_pair(cast: Cast) -> Round:
    opened = open_pair(cast.team)
    answer(half_of(cast.anna, Audience.CLIENT))
    return opened


def looked_at(cast: Cast) -> Round:
    opened = open_observation(cast.team)
    answer(look_along(cast.anna, Relation.TEAM, cast.carla))
    look_along(cast.anna, Relation.FAMILY, cast.bram)
    return opened


def answered(cast: Cast) -> Round:
    opened = open_test_round(cast.provider)
    submit(session=sitting(cast.anna).session, submission=incoming(), at=now())
    return opened


ROUNDS = pytest.mark.parametrize("opening", [answered, whole_pair, looked_at, lambda cast: open_observation(cast.team)])


@ROUNDS
def test_the_response_stays_what_it_was(cast: Cast, opening: Callable[[Cast], Round]) -> None:
    opened = opening(cast)
    close_round(round_id=opened.pk, at=now())
    before = response(opened.pk)
    remove(cast.anna)
    assert response(opened.pk) == before


@ROUNDS
def test_nobody_sees_that_one_of_those_who_died_was_removed(cast: Cast, opening: Callable[[Cast], Round]) -> None:
    opened = opening(cast)
    depart(cast.anna, cast.dirk)
    before, events = response(opened.pk), since_opening(opened.pk)
    remove(cast.anna)
    assert (response(opened.pk), since_opening(opened.pk)) == (before, events)
    assert events == {FrameEvent.DIED: 1}
