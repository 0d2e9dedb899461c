"""A note of death or leaving is taken back: whatever happened in between, nobody is asked who should not be."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from organisations.choices import ClientGroup, DepartureKind, Law, Product
from organisations.clock import now, today
from organisations.models import Placement, Unit
from organisations.operations.departures import LifeRefusedError, NewPlace, note_return, undo_departure
from organisations.operations.moves import move_client
from organisations.operations.reorganising import merge_units
from supportplans.models import Wish
from surveys.choices import Audience, FrameEvent, Outcome
from surveys.models import FrameMember
from surveys.operations.codes import issue_code
from surveys.operations.drafts import save_draft
from surveys.operations.outcomes import correct_outcome, prefer_not
from surveys.operations.sessions import NoLongerAskedError, open_by_code
from tests.cast import Cast
from tests.life.stage import by, depart
from tests.supportplans.rows import waiting_wish
from tests.surveys.asking import invitation_of, open_test_round, sitting

pytestmark = pytest.mark.django_db
TOMORROW = timedelta(days=1)


def moves_tomorrow(cast: Cast) -> None:
    """Let Anna's move be known before its day, as a file may tell it."""
    placement = Placement.objects.get(client=cast.anna)
    day = today() + TOMORROW
    Placement.objects.filter(pk=placement.pk).update(period=DateRange(placement.period.lower, day))
    Placement.objects.create(
        provider=cast.provider,
        client=cast.anna,
        unit=cast.other_team,
        period=DateRange(day, None),
        law=placement.law,
        product=placement.product,
        client_group=placement.client_group,
    )


@pytest.mark.parametrize("kind", list(DepartureKind), ids=str)
def test_a_move_that_was_planned_does_not_stand_in_the_way(cast: Cast, kind: DepartureKind) -> None:
    moves_tomorrow(cast)
    before = list(Placement.objects.filter(client=cast.anna).order_by("period").values())
    departure = depart(cast.anna, cast.dirk, kind)
    assert not Placement.objects.filter(client=cast.anna, period__endswith__gt=today() + TOMORROW).exists()
    assert not Placement.objects.filter(client=cast.anna, period__upper_inf=True).exists()
    undo_departure(departure_id=departure.pk, actor=by(cast.dirk), at=now())
    assert list(Placement.objects.filter(client=cast.anna).order_by("period").values()) == before


def test_a_death_before_a_wrong_placement_is_noted_on_its_own_day(cast: Cast) -> None:
    died_on = today() - timedelta(days=5)
    placement = Placement.objects.get(client=cast.anna)
    move_client(placement_id=placement.pk, unit=cast.other_team, since=today(), actor=by(cast.gerda), at=now())
    with pytest.raises(LifeRefusedError):
        depart(cast.anna, cast.dirk, DepartureKind.LEFT, on=died_on)
    depart(cast.anna, cast.dirk, on=died_on)
    assert [row.period.upper for row in Placement.objects.filter(client=cast.anna)] == [died_on + TOMORROW]


@pytest.mark.parametrize("kind", list(DepartureKind), ids=str)
def test_somebody_stays_to_be_found(cast: Cast, kind: DepartureKind) -> None:
    with pytest.raises(LifeRefusedError) as refused:
        depart(cast.anna, cast.dirk, kind, on=date(2019, 12, 31))
    assert refused.value.field == "happened_on"


def test_leaving_is_not_taken_back_for_who_died_since(cast: Cast) -> None:
    open_test_round(cast.provider)
    wish = waiting_wish(cast.anna)
    code = issue_code(invitation_id=invitation_of(cast.anna, Audience.RELATIVE).pk, at=now())
    left = depart(cast.anna, cast.dirk, DepartureKind.LEFT)
    died = depart(cast.anna, cast.dirk)
    with pytest.raises(LifeRefusedError):
        undo_departure(departure_id=left.pk, actor=by(cast.gerda), at=now())
    with pytest.raises(NoLongerAskedError):
        open_by_code(code=code, address="203.0.113.7", at=now())
    assert Wish.objects.get(pk=wish.pk).ended_at is not None
    undo_departure(departure_id=died.pk, actor=by(cast.gerda), at=now())
    assert FrameMember.objects.get(client=cast.anna).happened == FrameEvent.LEFT
    undo_departure(departure_id=left.pk, actor=by(cast.gerda), at=now())
    assert FrameMember.objects.get(client=cast.anna).happened == ""
    assert open_by_code(code=code, address="203.0.113.7", at=now()).session_id


def test_a_reason_that_staff_gave_is_there_again(cast: Cast) -> None:
    open_test_round(cast.provider)
    mine = invitation_of(cast.anna)
    correct_outcome(
        invitation_id=mine.pk, outcome=Outcome.NOT_REACHED, reason="Twice away.", staff_id=cast.carla.pk, at=now()
    )
    departure = depart(cast.anna, cast.dirk)
    undo_departure(departure_id=departure.pk, actor=by(cast.dirk), at=now())
    mine.refresh_from_db()
    assert (mine.outcome, mine.reason) == (Outcome.NOT_REACHED, "Twice away.")


def test_who_had_moved_before_is_marked_as_moved_again(cast: Cast) -> None:
    open_test_round(cast.provider)
    placement = Placement.objects.get(client=cast.anna)
    move_client(placement_id=placement.pk, unit=cast.other_team, since=today(), actor=by(cast.gerda), at=now())
    departure = depart(cast.anna, cast.dirk)
    undo_departure(departure_id=departure.pk, actor=by(cast.dirk), at=now())
    assert FrameMember.objects.get(client=cast.anna).happened == FrameEvent.MOVED


def test_who_comes_back_in_another_team_is_marked_as_moved(cast: Cast) -> None:
    open_test_round(cast.provider)
    depart(cast.anna, cast.dirk, DepartureKind.LEFT, on=today() - timedelta(days=3))
    come_back(cast, cast.other_team)
    assert FrameMember.objects.get(client=cast.anna).happened == FrameEvent.MOVED


def come_back(cast: Cast, unit: Unit) -> None:
    place = NewPlace(unit, Law.WLZ, Product.LIVING, ClientGroup.LVB)
    note_return(client_id=cast.anna.pk, place=place, since=today(), actor=by(cast.dirk), at=now())


@pytest.mark.parametrize("where", ["foreign_team", "closed"])
def test_nobody_comes_back_in_a_closed_unit_or_at_another_provider(cast: Cast, where: str) -> None:
    depart(cast.anna, cast.dirk, DepartureKind.LEFT, on=today() - timedelta(days=3))
    cast.other_team.closed_on = today()
    with pytest.raises(LifeRefusedError) as refused:
        come_back(cast, cast.foreign_team if where == "foreign_team" else cast.other_team)
    assert refused.value.field == "unit"


def test_a_team_that_was_closed_meanwhile_gives_its_place_to_the_unit_above(cast: Cast) -> None:
    departure = depart(cast.anna, cast.dirk, on=today() - timedelta(days=3))
    merge_units(unit=cast.team, into=cast.other_team, actor=by(cast.gerda), at=now())
    undo_departure(departure_id=departure.pk, actor=by(cast.gerda), at=now())
    found = Placement.objects.filter(client=cast.anna).order_by("period")
    assert [(row.unit, row.period.lower, row.period.upper) for row in found] == [
        (cast.team, date(2020, 1, 1), today()),
        (cast.location, today(), None),
    ]
    opened = open_test_round(cast.provider, reference_date=today(), opens_on=today(), closes_on=today())
    assert FrameMember.objects.get(round=opened, client=cast.anna).round_unit.unit == cast.location


def test_a_tablet_that_says_no_after_the_note_throws_nothing_away(cast: Cast) -> None:
    open_test_round(cast.provider)
    session = sitting(cast.anna).session
    save_draft(session=session, revision=1, answers={"kamer": {"value": 4}}, at=now())
    died = depart(cast.anna, cast.dirk)
    prefer_not(session=session, at=now())
    undo_departure(departure_id=died.pk, actor=by(cast.dirk), at=now())
    session.refresh_from_db()
    assert (session.ended_at, invitation_of(cast.anna).outcome) == (None, Outcome.OPEN)
    assert session.drafts.get().answers == {"kamer": {"value": 4}}
