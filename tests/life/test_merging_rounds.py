"""Two records of one person stand in one round: once asked, once counted, and a closed round as it was."""

import pytest

from instruments.definition.suiting import Relation
from organisations.choices import DepartureKind, Role
from organisations.clock import now, today
from organisations.merging.base import Pair
from organisations.models import Device, Staff
from organisations.operations.merging import foresee
from surveys.choices import Audience, FrameEvent, Outcome
from surveys.models import Case, FrameMember, Invitation
from surveys.operations.cases import CaseRefusedError, add_observer, take_part
from surveys.operations.codes import issue_code
from surveys.operations.outcomes import CorrectionRefusedError, correct_outcome
from surveys.operations.rounds import close_round
from surveys.operations.sessions import open_by_code
from surveys.queries.at_tablet import to_be_asked
from surveys.queries.cases import unfinished
from surveys.queries.response import response
from surveys.queries.since_opening import since_opening
from surveys.rules.cases import when_gone
from tests.cast import Cast, staff_with_role
from tests.factories import RepresentationFactory
from tests.life.stage import depart, merge
from tests.supportplans.rows import waiting_wish
from tests.surveys.asking import invitation_of, open_test_round
from tests.surveys.looking import answer, case_of, half_of, look_along, open_observation, open_pair

pytestmark = pytest.mark.django_db
REFUSED, LEFT, ASKED = Outcome.REFUSED, Outcome.LEFT, Outcome.LEFT_AFTER_ASKED


def test_the_letter_that_is_out_goes_on_working(cast: Cast) -> None:
    open_test_round(cast.provider)
    code = issue_code(invitation_id=invitation_of(cast.noor).pk, at=now())
    merge(cast, cast.anna, cast.noor)
    assert open_by_code(code=code, address="203.0.113.7", at=now()).session_id


def test_a_second_invitation_is_not_opened_again_by_hand(cast: Cast) -> None:
    open_test_round(cast.provider)
    merge(cast, cast.anna, cast.noor)
    twice = Invitation.objects.get(frame_member__client=cast.anna, outcome=Outcome.DUPLICATE)
    with pytest.raises(CorrectionRefusedError):
        correct_outcome(invitation_id=twice.pk, outcome=Outcome.OPEN, reason="Again.", staff_id=cast.dirk.pk, at=now())


def test_nor_is_that_of_somebody_who_died(cast: Cast) -> None:
    open_test_round(cast.provider)
    mine = invitation_of(cast.anna)
    depart(cast.anna, cast.dirk)
    with pytest.raises(CorrectionRefusedError):
        correct_outcome(invitation_id=mine.pk, outcome=Outcome.OPEN, reason="Again.", staff_id=cast.dirk.pk, at=now())


def test_of_two_pairs_one_goes_on(cast: Cast) -> None:
    opened = open_pair(cast.team)
    answer(half_of(cast.noor, Audience.CLIENT))
    merge(cast, cast.anna, cast.noor)
    assert not to_be_asked(Device(unit=cast.team), on=today())
    assert Invitation.objects.filter(frame_member__client=cast.anna, outcome=Outcome.DUPLICATE).count() == 2
    assert sorted(figures(opened.pk)) == [Outcome.DUPLICATE, Outcome.PARTLY]
    twice = Invitation.objects.get(outcome=Outcome.DUPLICATE, audience=Audience.SUPPORT_WORKER)
    with pytest.raises(CaseRefusedError):
        take_part(case_id=twice.case_id, staff_id=cast.carla.pk)


def test_of_two_whole_pairs_the_clients_answer_counts_once(cast: Cast) -> None:
    opened = open_pair(cast.team)
    for client in (cast.anna, cast.noor):
        take_part(case_id=case_of(client).pk, staff_id=cast.carla.pk)
        for audience in (Audience.CLIENT, Audience.SUPPORT_WORKER):
            answer(half_of(client, audience))
    merge(cast, cast.anna, cast.noor)
    assert Invitation.objects.filter(audience=Audience.CLIENT, counted__isnull=False).count() == 1
    assert sorted(Case.objects.values_list("finished", flat=True)) == [0, 2]
    assert sorted(figures(opened.pk)) == [Outcome.COMPLETE, Outcome.DUPLICATE]


def test_who_looks_along_is_asked_in_the_case_that_goes_on(cast: Cast) -> None:
    open_observation(cast.team)
    answer(look_along(cast.noor, Relation.TEAM, cast.carla))
    other = look_along(cast.anna, Relation.TEAM, cast.carla)
    merge(cast, cast.anna, cast.noor)
    other.refresh_from_db()
    assert other.outcome == Outcome.DUPLICATE


@pytest.mark.parametrize("same", [True, False])
def test_of_two_whole_observations_the_person_counts_once(cast: Cast, *, same: bool) -> None:
    opened = open_observation(cast.team)
    RepresentationFactory(client=cast.noor, relative=cast.bram)
    for client, worker in ((cast.anna, cast.carla), (cast.noor, cast.carla if same else colleague(cast))):
        answer(look_along(client, Relation.FAMILY, cast.bram))
        answer(look_along(client, Relation.TEAM, worker))
    notes = " ".join(line.note for line in foresee(Pair(cast.anna, cast.noor)).lines)
    assert "Both are kept; one counts." in notes
    merge(cast, cast.anna, cast.noor)
    assert sorted(figures(opened.pk, Audience.OBSERVER)) == [Outcome.COMPLETE, Outcome.DUPLICATE]
    assert Invitation.objects.filter(outcome=Outcome.COMPLETE).count() == 4


def test_where_nobody_looked_yet_the_person_is_one_to_ask_about(cast: Cast) -> None:
    opened = open_observation(cast.team)
    merge(cast, cast.anna, cast.noor)
    assert sorted(figures(opened.pk, Audience.OBSERVER)) == [Outcome.DUPLICATE, Outcome.OPEN]
    assert unfinished(Case.objects.all()).count() == 1
    second = Case.objects.get(gave_way=True)
    with pytest.raises(CaseRefusedError):
        add_observer(case_id=second.pk, person=f"staff:{cast.carla.pk}", relation=Relation.TEAM, on=today())


def colleague(cast: Cast) -> Staff:
    """Return somebody else of the team."""
    return staff_with_role("Kees", cast.team, Role.SUPPORT_WORKER)


def figures(round_id: object, audience: Audience = Audience.SUPPORT_WORKER) -> list[Outcome]:
    """What became of the cases of a round, one entry for each."""
    units = response(round_id).units  # type: ignore[arg-type]
    whole = next(unit for unit in units if unit.audience == audience and unit.node.parent_id is None)
    return [outcome for outcome, count in whole.outcomes.items() for _one in range(count)]


def test_a_closed_round_keeps_its_frame(cast: Cast) -> None:
    opened = open_pair(cast.team)
    close_round(round_id=opened.pk, at=now())
    before, events = response(opened.pk), since_opening(opened.pk)
    merge(cast, cast.anna, cast.noor)
    assert (response(opened.pk), since_opening(opened.pk)) == (before, events)
    assert FrameMember.objects.filter(round=opened, happened=FrameEvent.DUPLICATE).count() == 1


def test_who_left_under_the_other_number_only_is_asked_after_all(cast: Cast) -> None:
    opened = open_test_round(cast.provider)
    wish = waiting_wish(cast.noor)
    FrameMember.objects.filter(round=opened, client=cast.anna).delete()
    depart(cast.noor, cast.dirk, DepartureKind.LEFT)
    cast.noor.refresh_from_db()
    notes = " ".join(line.note for line in foresee(Pair(cast.anna, cast.noor)).lines)
    assert "what ended with leaving is open again" in notes
    merge(cast, cast.anna, cast.noor)
    member = FrameMember.objects.get(round=opened, client=cast.anna)
    assert (member.happened, invitation_of(cast.anna).outcome) == ("", Outcome.OPEN)
    wish.refresh_from_db()
    assert (wish.client, wish.ended_at) == (cast.anna, None)


def test_who_stood_twice_is_invited_once(cast: Cast) -> None:
    opened = open_test_round(cast.provider)
    merge(cast, cast.anna, cast.noor)
    whole = next(unit for unit in response(opened.pk).units if unit.audience == Audience.CLIENT)
    assert (whole.invited, whole.coverage) == (whole.eligible, 1)


@pytest.mark.parametrize("kind", list(DepartureKind), ids=str)
def test_a_pair_that_was_asked_stays_in_the_denominator(cast: Cast, kind: DepartureKind) -> None:
    opened = open_pair(cast.team)
    issue_code(invitation_id=half_of(cast.anna, Audience.CLIENT).pk, at=now())
    depart(cast.anna, cast.dirk, kind)
    depart(cast.noor, cast.dirk, kind)
    assert sorted(figures(opened.pk)) == [Outcome.LEFT, Outcome.LEFT_AFTER_ASKED]


@pytest.mark.parametrize(
    ("said", "may_grow", "became"),
    [
        ([REFUSED, LEFT], False, REFUSED),
        ([REFUSED, ASKED], True, ASKED),
        ([REFUSED, REFUSED], True, REFUSED),
        ([LEFT, ASKED], False, ASKED),
        ([LEFT, LEFT], False, LEFT),
        ([], True, LEFT),
    ],
)
def test_a_word_before_the_death_stays_that_of_the_case(
    said: list[Outcome], became: Outcome, *, may_grow: bool
) -> None:
    assert when_gone(said, may_grow=may_grow) == became
