"""Whatever happens in lives during a round: the frozen tree stays whole, and nothing is asked of who is gone."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from organisations.choices import ClientGroup, DepartureKind, Law, Product
from organisations.clock import now, today
from organisations.merging.base import Pair
from organisations.models import Client, Departure, Placement, Unit
from organisations.operations.departures import LifeRefusedError, NewPlace, note_return, undo_departure
from organisations.operations.merging import MergeRefusedError, foresee, merge_clients
from organisations.operations.moves import move_client
from organisations.operations.reorganising import ReorganisationRefusedError, merge_units, move_unit, split_unit
from supportplans.models import Wish
from surveys.choices import Audience, Outcome, RoundStatus
from surveys.models import FrameMember, Invitation, Round, RoundUnit
from surveys.operations.errors import NotToBeAskedError
from surveys.operations.submissions import KeptAsideError, submit
from surveys.queries.response import response
from tests.cast import Cast, build_cast
from tests.factories import placed_client
from tests.life.stage import by, depart
from tests.supportplans.rows import waiting_wish
from tests.surveys.asking import incoming, open_test_round, sitting

pytestmark = pytest.mark.django_db
REFUSALS = (
    LifeRefusedError,
    MergeRefusedError,
    ReorganisationRefusedError,
    NotToBeAskedError,
    KeptAsideError,
    Invitation.MultipleObjectsReturned,
    Invitation.DoesNotExist,
    Placement.DoesNotExist,
)
KINDS = {"die": DepartureKind.DIED, "leave": DepartureKind.LEFT}
STEPS = st.sampled_from(
    ("die", "leave", "undo", "return", "move", "answer", "merge clients", "merge units", "move unit", "split")
)

LIVES = st.lists(st.tuples(STEPS, st.integers(0, 9)), min_size=1, max_size=7)


class WhateverHappens(TestCase):
    """However lives go, the frozen tree and its figures stay whole."""

    @settings(max_examples=5)
    @given(steps=LIVES)
    def test_the_sum_over_frozen_units_is_the_frame(self, steps: list[tuple[str, int]]) -> None:
        stays_whole(steps)

    @pytest.mark.proof
    @settings(max_examples=150)
    @given(steps=LIVES)
    def test_it_is_so_for_many_lives(self, steps: list[tuple[str, int]]) -> None:
        stays_whole(steps)


def stays_whole(steps: list[tuple[str, int]]) -> None:
    """Let all of it happen in a round, and see that nothing of the round changed but by what it may."""
    cast = build_cast()
    for unit in (cast.team, cast.other_team):
        placed_client(unit, cast.provider)
    for client in (cast.anna, cast.noor):
        waiting_wish(client)
    opened = open_test_round(cast.provider)
    frozen = set(RoundUnit.objects.filter(round=opened).values_list("path", "name"))
    members = FrameMember.objects.filter(round=opened).count()
    for step, number in steps:
        happen(cast, step, number)
    assert set(RoundUnit.objects.filter(round=opened).values_list("path", "name")) == frozen
    assert FrameMember.objects.filter(round=opened).count() == members
    whole(opened)
    for client in Client.objects.exclude(died_on=None, left_on=None):
        asks_nothing_of(client)
    assert not Placement.objects.filter(period__contains=today(), unit__closed_on__isnull=False).exists()
    open_test_round(cast.provider, name="Next", reference_date=today(), opens_on=today(), closes_on=today())


def asks_nothing_of(client: Client) -> None:
    """See that nothing is open about somebody who is gone."""
    about = {"frame_member__client": client, "frame_member__round__status": RoundStatus.OPEN}
    assert not Invitation.objects.filter(**about, outcome=Outcome.OPEN).exists()
    assert not Wish.objects.filter(client=client, ended_at=None).exists()
    assert not Placement.objects.filter(client=client, period__contains=today()).exists()


def happen(cast: Cast, step: str, number: int) -> None:
    """Let something happen, if it can."""
    units = list(Unit.objects.filter(path__startswith=cast.location.path, depth=cast.team.depth, closed_on=None))
    target = units[number % len(units)] if units else cast.location
    present = list(Client.objects.filter(provider=cast.provider, died_on=None, left_on=None).order_by("number"))
    try:
        if step == "merge units":
            merge_units(unit=units[-1] if units else cast.location, into=target, actor=by(cast.gerda), at=now())
        elif step == "move unit":
            move_unit(unit=target, under=cast.provider, actor=by(cast.gerda), at=now())
        elif step in ("undo", "return"):
            take_back(cast, step, number, target)
        elif present:
            client, other = present[number % len(present)], present[(number + 1) % len(present)]
            happen_to(cast, step, client, other, target)
    except REFUSALS:
        return


def take_back(cast: Cast, step: str, number: int, target: Unit) -> None:
    """Let a note be taken back, or somebody who left come back."""
    standing = list(Departure.objects.filter(undone_at=None, returned_on=None).order_by("noted_at", "pk"))
    departure = standing[number % len(standing)] if standing else None
    if departure and step == "undo":
        undo_departure(departure_id=departure.pk, actor=by(cast.gerda), at=now())
    elif departure:
        place = NewPlace(target, Law.WLZ, Product.LIVING, ClientGroup.LVB)
        note_return(client_id=departure.client_id, place=place, since=today(), actor=by(cast.gerda), at=now())


def happen_to(cast: Cast, step: str, client: Client, other: Client, target: Unit) -> None:
    """Let something happen to a client."""
    actor = by(cast.gerda)
    if step in KINDS:
        depart(client, cast.dirk, KINDS[step], on=today() - timedelta(days=1))
    elif step == "answer":
        submit(session=sitting(client).session, submission=incoming(), at=now())
    elif step == "merge clients":
        shown = foresee(Pair(client, other)).fingerprint
        merge_clients(kept_id=client.pk, gone_id=other.pk, shown=shown, actor=actor, at=now())
    else:
        here = Placement.objects.get(client=client, period__contains=today())
        if step == "move":
            move_client(placement_id=here.pk, unit=target, since=today(), actor=actor, at=now())
        else:
            ids = [here.pk]
            split_unit(unit=here.unit, into=target, placement_ids=ids, role_ids=[], actor=actor, at=now())


def whole(opened: Round) -> None:
    """See that each parent is the sum of its own and its children, and the top is the frame."""
    for audience in (Audience.CLIENT, Audience.RELATIVE):
        units = [unit for unit in response(opened.pk).units if unit.audience == audience]
        for unit in units:
            below = [each for each in units if each.node.parent_id == unit.node.id]
            own = FrameMember.objects.filter(round=opened, round_unit=unit.node.id, eligible=True).count()
            if audience == Audience.CLIENT:
                assert unit.eligible == own + sum(each.eligible for each in below)
            for outcome, count in unit.outcomes.items():
                assert count >= sum(each.outcomes[outcome] for each in below)
    top = next(unit for unit in response(opened.pk).units if unit.node.parent_id is None)
    eligible = FrameMember.objects.filter(round=opened, eligible=True).count()
    assert top.eligible == eligible
