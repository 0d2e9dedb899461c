"""Somebody dies or leaves while a round is open: nobody is asked, what was said stays, and a mistake can be undone."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse

from organisations.access import clients, rights_of
from organisations.choices import ClientGroup, DepartureKind, Law, Product, Role
from organisations.clock import now, today
from organisations.models import AccessEvent, Device, Placement
from organisations.operations.departures import LifeRefusedError, NewPlace, note_return, undo_departure
from organisations.rules.departures import may_undo
from supportplans.choices import AgreementState
from supportplans.models import Agreement, Wish
from supportplans.operations.catching_up import catch_up
from surveys.choices import Audience, FrameEvent, Outcome, QuarantineReason
from surveys.models import Draft, FrameMember, OutcomeChange, Quarantine, Submission
from surveys.operations.codes import issue_code
from surveys.operations.drafts import SessionEndedError, save_draft
from surveys.operations.errors import NotToBeAskedError
from surveys.operations.outcomes import prefer_not
from surveys.operations.sessions import NoLongerAskedError, open_by_code, open_for_device
from surveys.operations.submissions import KeptAsideError, submit
from surveys.queries.at_tablet import to_be_asked
from surveys.queries.response import response
from tests.cast import Cast
from tests.life.stage import by, depart
from tests.supportplans.rows import made_agreement, waiting_wish
from tests.surveys.asking import incoming, invitation_of, open_test_round, sitting

pytestmark = pytest.mark.django_db
KINDS = pytest.mark.parametrize("kind", list(DepartureKind), ids=str)


@KINDS
def test_nobody_is_asked_any_more(cast: Cast, kind: DepartureKind) -> None:
    open_test_round(cast.provider)
    mine, bram = invitation_of(cast.anna), invitation_of(cast.anna, Audience.RELATIVE)
    code = issue_code(invitation_id=bram.pk, at=now())
    depart(cast.anna, cast.dirk, kind)
    for invitation in (mine, bram):
        with pytest.raises(NotToBeAskedError):
            issue_code(invitation_id=invitation.pk, at=now())
        with pytest.raises(NotToBeAskedError):
            open_for_device(invitation_id=invitation.pk, device_id=None, at=now())
    with pytest.raises(NoLongerAskedError):
        open_by_code(code=code, address="203.0.113.7", at=now())
    tablet = Device(unit=cast.provider)
    assert cast.anna.first_name not in {person.first_name for person in to_be_asked(tablet, on=today())}
    assert not clients(rights_of(cast.carla.user, on=today()), on=today()).filter(pk=cast.anna.pk).exists()


def test_a_round_that_opens_later_does_not_ask_who_died(cast: Cast) -> None:
    depart(cast.anna, cast.dirk)
    opened = open_test_round(cast.provider)
    assert not FrameMember.objects.filter(round=opened, client=cast.anna).exists()


def test_who_was_never_asked_leaves_the_denominator_and_who_was_asked_stays_in(cast: Cast) -> None:
    opened = open_test_round(cast.team)
    issue_code(invitation_id=invitation_of(cast.noor).pk, at=now())
    depart(cast.anna, cast.dirk)
    depart(cast.noor, cast.dirk)
    assert invitation_of(cast.anna).outcome == Outcome.LEFT
    assert invitation_of(cast.noor).outcome == Outcome.LEFT_AFTER_ASKED
    changes = OutcomeChange.objects.filter(invitation=invitation_of(cast.anna))
    assert [(change.before, change.after, change.staff) for change in changes] == [
        (Outcome.OPEN, Outcome.LEFT, cast.dirk)
    ]
    whole = next(unit for unit in response(opened.pk).units if unit.audience == Audience.CLIENT)
    assert whole.response == 0
    assert whole.norm is not None
    assert whole.norm.needed == 1


def test_what_came_in_or_was_declined_before_stays(cast: Cast) -> None:
    open_test_round(cast.provider)
    answered, declined = sitting(cast.anna), sitting(cast.noor)
    submit(session=answered.session, submission=incoming(), at=now())
    prefer_not(session=declined.session, at=now())
    depart(cast.anna, cast.dirk)
    depart(cast.noor, cast.dirk)
    assert invitation_of(cast.anna).outcome == Outcome.COMPLETE
    assert invitation_of(cast.anna).counted_id is not None
    assert invitation_of(cast.noor).outcome == Outcome.REFUSED
    assert set(FrameMember.objects.filter(client__in=[cast.anna, cast.noor]).values_list("happened", flat=True)) == {
        FrameEvent.DIED
    }


def test_a_draft_stays_sealed_and_what_comes_later_is_kept_aside(cast: Cast) -> None:
    open_test_round(cast.provider)
    seat = sitting(cast.anna)
    save_draft(session=seat.session, revision=1, answers={}, at=now())
    depart(cast.anna, cast.dirk)
    assert Draft.objects.filter(session=seat.session).exists()
    with pytest.raises(SessionEndedError):
        save_draft(session=seat.session, revision=2, answers={}, at=now())
    with pytest.raises(KeptAsideError) as refused:
        submit(session=seat.session, submission=incoming(), at=now())
    assert refused.value.code == QuarantineReason.CLIENT_LEFT
    assert Quarantine.objects.get().reason == QuarantineReason.CLIENT_LEFT
    assert not Submission.objects.exists()


def test_the_interface_of_the_tablet_tells_it_kindly(cast: Cast, client: Browser) -> None:
    open_test_round(cast.provider)
    seat = sitting(cast.anna)
    sent = incoming()
    body = {
        "id": str(sent.id),
        "session": str(seat.session.pk),
        "answers": sent.answers,
        "style": sent.style,
        "language": "nl",
        "helped": "alone",
    }
    depart(cast.anna, cast.dirk)
    response = client.post("/api/v1/answering/submissions", body, content_type="application/json", headers=seat.bearer)
    assert response.status_code == 409
    assert "client_left" in response.content.decode()


def test_wishes_and_agreements_end_and_are_kept(cast: Cast) -> None:
    wish, agreement = waiting_wish(cast.anna), made_agreement(cast.anna)
    other = made_agreement(cast.noor)
    depart(cast.anna, cast.dirk)
    wish.refresh_from_db()
    agreement.refresh_from_db()
    other.refresh_from_db()
    assert (wish.ended_by, agreement.state, other.state) == (
        "died",
        AgreementState.ENDED_BY_DEATH,
        AgreementState.MADE,
    )


def test_what_is_followed_up_after_the_death_opens_nothing(cast: Cast) -> None:
    depart(cast.anna, cast.dirk)
    wish = Wish.objects.create(
        provider=cast.provider, client=cast.anna, team=cast.team, text="Wandelen", created_at=now()
    )
    catch_up(client_id=cast.anna.pk, on=today())
    wish.refresh_from_db()
    assert wish.ended_by == "died"


def test_a_mistake_is_undone_whole(cast: Cast) -> None:
    open_test_round(cast.provider)
    seat = sitting(cast.anna)
    save_draft(session=seat.session, revision=1, answers={}, at=now())
    code = issue_code(invitation_id=invitation_of(cast.anna, Audience.RELATIVE).pk, at=now())
    wish, agreement = waiting_wish(cast.anna), made_agreement(cast.anna)
    before = list(Placement.objects.filter(client=cast.anna).values())
    departure = depart(cast.anna, cast.dirk)
    assert list(Placement.objects.filter(client=cast.anna).values()) != before
    undo_departure(departure_id=departure.pk, actor=by(cast.dirk), at=now())
    assert list(Placement.objects.filter(client=cast.anna).values()) == before
    save_draft(session=seat.session, revision=2, answers={}, at=now())
    assert open_by_code(code=code, address="203.0.113.7", at=now()).session_id
    assert invitation_of(cast.anna).outcome == Outcome.OPEN
    assert (Wish.objects.get(pk=wish.pk).ended_at, Agreement.objects.get(pk=agreement.pk).state) == (None, "made")
    assert FrameMember.objects.get(client=cast.anna).happened == ""
    reasons = AccessEvent.objects.filter(client_id=cast.anna.pk).values_list("reason", flat=True)
    assert set(reasons) == {"noted", "taken back"}


def test_it_is_undone_once(cast: Cast) -> None:
    departure = depart(cast.anna, cast.dirk)
    undo_departure(departure_id=departure.pk, actor=by(cast.dirk), at=now())
    with pytest.raises(LifeRefusedError):
        undo_departure(departure_id=departure.pk, actor=by(cast.dirk), at=now())


def test_who_left_comes_back_in_another_team_with_what_was_open(cast: Cast) -> None:
    open_test_round(cast.provider)
    wish = waiting_wish(cast.anna)
    Wish.objects.filter(pk=wish.pk).update(person=cast.carla)
    day = today() - timedelta(days=3)
    depart(cast.anna, cast.dirk, DepartureKind.LEFT, on=day)
    assert not Placement.objects.filter(client=cast.anna, period__contains=today()).exists()
    place = NewPlace(cast.other_team, Law.WLZ, Product.LIVING, ClientGroup.LVB)
    note_return(client_id=cast.anna.pk, place=place, since=today(), actor=by(cast.dirk), at=now())
    wish.refresh_from_db()
    assert (wish.team, wish.came_from, wish.person, wish.ended_at) == (cast.other_team, cast.team, None, None)
    assert invitation_of(cast.anna).outcome == Outcome.OPEN
    assert clients(rights_of(cast.dirk.user, on=today()), on=today()).filter(pk=cast.anna.pk).exists()


@pytest.mark.parametrize(("days", "kind"), [(1, DepartureKind.DIED), (1, DepartureKind.LEFT)])
def test_a_day_to_come_is_refused(cast: Cast, days: int, kind: DepartureKind) -> None:
    with pytest.raises(LifeRefusedError):
        depart(cast.anna, cast.dirk, kind, on=today() + timedelta(days=days))


def test_nobody_dies_twice_and_the_dead_do_not_leave(cast: Cast) -> None:
    depart(cast.anna, cast.dirk)
    for kind in DepartureKind:
        with pytest.raises(LifeRefusedError):
            depart(cast.anna, cast.dirk, kind)


def test_who_left_may_die(cast: Cast) -> None:
    depart(cast.anna, cast.dirk, DepartureKind.LEFT)
    depart(cast.anna, cast.dirk)
    cast.anna.refresh_from_db()
    assert cast.anna.died_on == cast.anna.left_on == today()


def test_a_team_leader_mends_a_slip_the_same_day_and_an_administrator_always() -> None:
    leader, administrator = frozenset({Role.TEAM_LEADER}), frozenset({Role.ADMINISTRATOR})
    yesterday = today() - timedelta(days=1)
    assert may_undo(leader, noted_on=today(), today=today())
    assert not may_undo(leader, noted_on=yesterday, today=today())
    assert may_undo(administrator, noted_on=yesterday, today=today())
    assert not may_undo(frozenset({Role.SUPPORT_WORKER}), noted_on=today(), today=today())


def test_the_letter_of_a_relative_shows_a_kind_page_without_a_name(cast: Cast, client: Browser) -> None:
    open_test_round(cast.provider)
    code = issue_code(invitation_id=invitation_of(cast.anna, Audience.RELATIVE).pk, at=now())
    depart(cast.anna, cast.dirk)
    page = client.post(reverse("answering:code"), {"code": code})
    shown = page.content.decode()
    assert page.status_code == 200
    assert cast.anna.first_name not in shown
    assert "answering" not in page.cookies or not page.cookies["answering"].value


def test_an_open_page_ends_kindly(cast: Cast, client: Browser) -> None:
    open_test_round(cast.provider)
    seat = sitting(cast.anna)
    client.cookies["answering"] = f"{seat.session.pk}.{seat.secret}"
    assert client.get(reverse("answering:form")).status_code == 200
    depart(cast.anna, cast.dirk)
    page = client.get(reverse("answering:form"), follow=True)
    assert page.redirect_chain == [(reverse("answering:done"), 302)]
    assert cast.anna.first_name not in page.content.decode()
