"""A hand-over that waits, or was accepted, and what happens in the life of the client meanwhile."""

from datetime import timedelta

import pytest
from django.urls import reverse

from organisations.choices import DepartureKind, Role
from organisations.clock import now, today
from organisations.models import AnsweringProfile, Client, FormerNumber
from organisations.operations.departures import LifeRefusedError, undo_departure
from organisations.operations.profiles import save_profile
from supportplans.choices import HandOverState
from supportplans.models import Goal, HandOver
from supportplans.operations.hand_overs import WAITS, accept_hand_over, take_back_unanswered
from tests.cast import Cast, SignIn
from tests.factories import RoleAssignmentFactory
from tests.life.stage import accept, by, depart, place_in, send
from tests.supportplans.rows import waiting_wish, wanted_goal

pytestmark = pytest.mark.django_db


def test_nobody_accepts_who_died_meanwhile(cast: Cast) -> None:
    waiting_wish(cast.anna)
    sent = send(cast)
    depart(cast.anna, cast.dirk)
    with pytest.raises(LifeRefusedError):
        accept(cast, sent)
    sent.refresh_from_db()
    assert (sent.state, sent.document, sent.decided_by) == (HandOverState.WITHDRAWN, {}, cast.dirk)
    assert not Client.objects.filter(provider=cast.other_provider, first_name="Anna").exists()


def test_who_left_meanwhile_is_accepted(cast: Cast) -> None:
    sent = send(cast)
    depart(cast.anna, cast.dirk, DepartureKind.LEFT)
    assert accept(cast, sent).first_name == "Anna"


def test_what_nobody_answers_is_taken_back(cast: Cast) -> None:
    sent = send(cast)
    assert take_back_unanswered(at=now() + WAITS - timedelta(days=1)) == 0
    assert take_back_unanswered(at=now() + WAITS + timedelta(days=1)) == 1
    sent.refresh_from_db()
    assert (sent.state, sent.document) == (HandOverState.WITHDRAWN, {})


def test_nobody_is_accepted_in_a_closed_unit(cast: Cast) -> None:
    sent = send(cast)
    cast.foreign_team.closed_on = today()
    with pytest.raises(LifeRefusedError) as refused:
        accept(cast, sent)
    assert refused.value.field == "unit"


def test_a_former_number_of_somebody_is_taken_too(cast: Cast) -> None:
    FormerNumber.objects.create(provider=cast.other_provider, number="77", client=cast.zoe)
    with pytest.raises(LifeRefusedError) as refused:
        accept(cast, send(cast))
    assert refused.value.field == "number"


@pytest.mark.parametrize("yes", [True, False])
def test_how_a_client_answers_goes_along_with_a_yes_only(cast: Cast, *, yes: bool) -> None:
    chosen = {"style": "thumbs", "scale_points": 2, "level": "a2", "language": "en", "chosen_by_client": ["style"]}
    save_profile(client_id=cast.anna.pk, wanted={**chosen, "address_form": "u"})
    client = accept(cast, send(cast, with_profile=yes))
    profile = AnsweringProfile.objects.filter(client=client).first()
    assert (profile is not None) == yes
    if profile:
        assert {name: getattr(profile, name) for name in chosen} == chosen
        assert client.first_name == Client.objects.get(pk=client.pk, address_form="u").first_name


def test_the_old_provider_is_asked_whether_support_ends(cast: Cast, signed_in: SignIn) -> None:
    sent = send(cast)
    browser = signed_in(cast.gerda)
    page = reverse("supportplans:hand-over-detail", args=[sent.pk])
    assert browser.get(page).context["last_day"] is None
    accept(cast, sent)
    cast.anna.refresh_from_db()
    assert cast.anna.left_on is None
    last_day = today() - timedelta(days=1)
    assert browser.get(page).context["last_day"] == last_day
    leaving = f"{reverse('organisations:life-left', args=[cast.anna.pk])}?day={last_day.isoformat()}"
    assert leaving in browser.get(page).content.decode()
    assert f'value="{last_day.isoformat()}"' in browser.get(leaving).content.decode()
    browser.post(leaving, {"happened_on": last_day.isoformat(), "sure": "on"})
    cast.anna.refresh_from_db()
    assert cast.anna.left_on == last_day
    assert browser.get(page).context["last_day"] is None


@pytest.mark.parametrize("day", ["", "tomorrow", "2026-02-31", "9999-01-01"])
def test_a_day_that_makes_no_sense_proposes_today(cast: Cast, signed_in: SignIn, day: str) -> None:
    page = signed_in(cast.gerda).get(reverse("organisations:life-left", args=[cast.anna.pk]), {"day": day})
    assert f'value="{today().isoformat()}"' in page.content.decode()


def test_the_receiving_side_is_not_asked_and_reads_how_the_client_answers(cast: Cast, signed_in: SignIn) -> None:
    RoleAssignmentFactory(staff=cast.eva, unit=cast.other_provider, role=Role.ADMINISTRATOR)
    save_profile(client_id=cast.anna.pk, wanted={"style": "thumbs", "scale_points": 2})
    sent = send(cast, with_profile=True)
    page = reverse("supportplans:hand-over-detail", args=[sent.pk])
    assert "2 antwoorden" in signed_in(cast.eva).get(page).content.decode()
    accept_hand_over(
        hand_over_id=sent.pk,
        number="77",
        place=place_in(cast.foreign_team),
        since=today(),
        actor=by(cast.eva),
        at=now(),
    )
    assert signed_in(cast.eva).get(page).context["last_day"] is None
    assert HandOver.objects.get().state == HandOverState.ACCEPTED


def test_somebody_who_was_here_before_is_pointed_at(cast: Cast, signed_in: SignIn) -> None:
    RoleAssignmentFactory(staff=cast.eva, unit=cast.other_provider, role=Role.ADMINISTRATOR)
    page = reverse("supportplans:hand-over-detail", args=[send(cast).pk])
    assert signed_in(cast.eva).get(page).context["alike"] == []
    Client.objects.filter(pk=cast.zoe.pk).update(
        first_name="anna", last_name=cast.anna.last_name, birth_date=cast.anna.birth_date
    )
    assert signed_in(cast.eva).get(page).context["alike"] == ["1001"]
    assert signed_in(cast.gerda).get(page).context["alike"] == []


@pytest.mark.parametrize("kind", list(DepartureKind), ids=str)
def test_goals_end_and_are_there_again_after_a_mistake(cast: Cast, kind: DepartureKind) -> None:
    goal, before = wanted_goal(cast.anna), wanted_goal(cast.anna, "Fietsen")
    Goal.objects.filter(pk=before.pk).update(ended_at=now() - timedelta(days=9))
    departure = depart(cast.anna, cast.dirk, kind)
    goal.refresh_from_db()
    assert goal.ended_at == departure.noted_at
    undo_departure(departure_id=departure.pk, actor=by(cast.dirk), at=now())
    assert [one.pk for one in Goal.objects.filter(client=cast.anna, ended_at=None)] == [goal.pk]
