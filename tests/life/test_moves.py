"""A client moves, by page or by file: wishes go along, answers stay in the unit where they were asked."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from instruments import builtin
from instruments.routing import visible
from organisations.access import clients, rights_of
from organisations.clock import now, today
from organisations.models import Placement, Unit
from organisations.operations.departures import LifeRefusedError
from organisations.operations.moves import follow_moves, move_client
from organisations.operations.people_import import RosterFaultsError, import_people
from supportplans.models import Wish
from surveys.choices import FrameEvent, Outcome
from surveys.models import FrameMember
from surveys.operations.submissions import submit
from tests.cast import Cast
from tests.life.stage import by, depart
from tests.organisations.importing.files import SAM, csv_file
from tests.supportplans.rows import waiting_wish
from tests.surveys.asking import incoming, invitation_of, open_test_round, sitting
from workers.jobs.after_submission import follow_up

pytestmark = pytest.mark.django_db


def move(cast: Cast, unit: Unit, since: date | None = None) -> Placement:
    placement = Placement.objects.get(client=cast.anna, period__contains=today())
    return move_client(placement_id=placement.pk, unit=unit, since=since or today(), actor=by(cast.gerda), at=now())


def test_wishes_go_along_without_a_name_on_them_and_answers_stay(cast: Cast) -> None:
    open_test_round(cast.provider)
    submit(session=sitting(cast.anna).session, submission=incoming(), at=now())
    wish = waiting_wish(cast.anna)
    Wish.objects.filter(pk=wish.pk).update(person=cast.carla, deputy=cast.dirk)
    move(cast, cast.other_team)
    wish.refresh_from_db()
    assert (wish.team, wish.came_from, wish.person, wish.deputy) == (cast.other_team, cast.team, None, None)
    member = FrameMember.objects.get(client=cast.anna)
    assert (member.round_unit.unit, member.happened) == (cast.team, FrameEvent.MOVED)
    assert invitation_of(cast.anna).outcome == Outcome.COMPLETE


def test_who_may_see_follows_the_present_placement(cast: Cast) -> None:
    move(cast, cast.other_team)
    assert not clients(rights_of(cast.carla.user, on=today()), on=today()).filter(pk=cast.anna.pk).exists()
    assert clients(rights_of(cast.dirk.user, on=today()), on=today()).filter(pk=cast.anna.pk).exists()


def test_a_wish_said_after_the_move_is_the_new_teams(cast: Cast) -> None:
    open_test_round(cast.provider)
    seat = sitting(cast.anna)
    move(cast, cast.other_team)
    sent = incoming()
    changed = {key: {"value": "change"} if item.get("value") == "keep" else item for key, item in sent.answers.items()}
    submit(session=seat.session, submission=incoming(answers_with_words(changed)), at=now())
    follow_up(invitation_of(cast.anna).counted_id)
    assert set(Wish.objects.filter(client=cast.anna).values_list("team", flat=True)) == {cast.other_team.pk}


def answers_with_words(answers: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """Leave out what only follows on another answer; whatever is asked on is declined."""
    definition = builtin()["mijn-leven"]
    found: dict[str, dict[str, object]] = {}
    for key in definition.question_keys:
        if key in visible(definition, found):
            found[key] = answers.get(key, {"declined": "rather_not"})
    return found


def test_moving_back_takes_the_mark_away(cast: Cast) -> None:
    open_test_round(cast.provider)
    move(cast, cast.other_team)
    move(cast, cast.team)
    assert FrameMember.objects.get(client=cast.anna).happened == ""


@pytest.mark.parametrize("where", ["foreign_team", "team"])
def test_nobody_moves_to_another_provider_or_to_where_they_are(cast: Cast, where: str) -> None:
    with pytest.raises(LifeRefusedError) as refused:
        move(cast, getattr(cast, where))
    assert refused.value.field == "unit"


def test_a_day_to_come_and_a_closed_unit_are_refused(cast: Cast) -> None:
    with pytest.raises(LifeRefusedError):
        move(cast, cast.other_team, today() + timedelta(days=1))
    cast.other_team.closed_on = today()
    with pytest.raises(LifeRefusedError):
        move(cast, cast.other_team)


def test_a_file_moves_wishes_too(cast: Cast) -> None:
    wish = waiting_wish(cast.anna)
    import_people(unit=cast.provider, content=csv_file(anna_in("De Eik", today())), on=today())
    wish.refresh_from_db()
    assert wish.team == cast.other_team


def test_a_move_that_a_file_foretold_is_followed_on_the_day(cast: Cast) -> None:
    wish = waiting_wish(cast.anna)
    placement = Placement.objects.get(client=cast.anna)
    tomorrow = today() + timedelta(days=1)
    Placement.objects.filter(pk=placement.pk).update(period=DateRange(placement.period.lower, tomorrow))
    placement.pk, placement.unit, placement.period = None, cast.other_team, DateRange(tomorrow, None)
    placement._state.adding = True
    placement.id = Placement().id
    placement.save()
    follow_moves(on=today())
    wish.refresh_from_db()
    assert wish.team == cast.team
    follow_moves(on=tomorrow)
    wish.refresh_from_db()
    assert wish.team == cast.other_team


def test_a_file_does_not_bring_the_dead_back(cast: Cast) -> None:
    depart(cast.anna, cast.dirk)
    with pytest.raises(RosterFaultsError):
        import_people(
            unit=cast.provider, content=csv_file(anna_in("De Linde", today() + timedelta(days=1))), on=today()
        )


def anna_in(unit: str, since: date) -> dict[str, str]:
    """Return a line that says where Anna is since a day."""
    return {**SAM, "clientnummer": "1001", "eenheid": unit, "sinds": since.isoformat()}
