"""A client goes to another provider: wishes and agreements go along with a yes, answers and old rows stay."""

from datetime import timedelta

import pytest
from django.urls import reverse

from organisations.choices import Role
from organisations.clock import now, today
from organisations.models import AccessEvent
from organisations.operations.departures import LifeRefusedError
from supportplans.choices import HandOverState
from supportplans.models import Agreement, HandOver, Wish
from supportplans.operations.hand_overs import turn_down
from surveys.models import Submission
from surveys.operations.submissions import submit
from tests.cast import Cast, SignIn
from tests.factories import RoleAssignmentFactory
from tests.life.stage import accept, by, depart, send
from tests.supportplans.rows import made_agreement, waiting_wish
from tests.surveys.asking import incoming, open_test_round, sitting

pytestmark = pytest.mark.django_db


def test_what_is_open_goes_along_and_what_was_answered_does_not(cast: Cast) -> None:
    open_test_round(cast.provider)
    submit(session=sitting(cast.anna).session, submission=incoming(), at=now())
    wish, agreement = waiting_wish(cast.anna), made_agreement(cast.anna)
    client = accept(cast, send(cast))
    assert (client.provider, client.first_name, client.birth_date) == (
        cast.other_provider,
        "Anna",
        cast.anna.birth_date,
    )
    assert Wish.objects.get(client=client).text == wish.text
    assert (Wish.objects.get(client=client).team, Wish.objects.get(client=client).flag) == (cast.foreign_team, None)
    copied = Agreement.objects.get(client=client)
    assert (copied.what, copied.who, copied.due_on) == (agreement.what, agreement.who, agreement.due_on)
    assert not Submission.objects.filter(session__invitation__frame_member__client=client).exists()
    assert Wish.objects.filter(pk=wish.pk, client=cast.anna, ended_at=None).exists()
    kept = AccessEvent.objects.filter(thing=f"hand-over:{HandOver.objects.get().pk}")
    assert {event.provider_id for event in kept} == {cast.provider.pk, cast.other_provider.pk}


def test_it_needs_a_yes_of_today_or_before(cast: Cast) -> None:
    with pytest.raises(LifeRefusedError) as refused:
        send(cast, consent_on=today() + timedelta(days=1))
    assert refused.value.field == "consent_on"


@pytest.mark.parametrize("receiver", ["provider", "foreign_team"])
def test_it_goes_to_another_provider_only(cast: Cast, receiver: str) -> None:
    with pytest.raises(LifeRefusedError):
        send(cast, receiver=getattr(cast, receiver))


def test_it_is_sent_once_and_decided_once(cast: Cast) -> None:
    sent = send(cast)
    with pytest.raises(LifeRefusedError):
        send(cast)
    accept(cast, sent)
    with pytest.raises(LifeRefusedError):
        accept(cast, sent, "78")
    with pytest.raises(LifeRefusedError):
        turn_down(hand_over_id=sent.pk, state=HandOverState.WITHDRAWN, actor=by(cast.gerda), at=now())


def test_a_taken_number_is_said_and_nothing_is_written(cast: Cast) -> None:
    sent = send(cast)
    with pytest.raises(LifeRefusedError) as refused:
        accept(cast, sent, "1001")
    assert refused.value.field == "number"
    sent.refresh_from_db()
    assert sent.state == HandOverState.SENT


def test_what_goes_back_holds_nothing_any_more(cast: Cast) -> None:
    waiting_wish(cast.anna)
    sent = send(cast)
    assert turn_down(hand_over_id=sent.pk, state=HandOverState.DECLINED, actor=by(cast.eva), at=now()).document == {}


def test_the_dead_are_not_handed_over(cast: Cast) -> None:
    depart(cast.anna, cast.dirk)
    with pytest.raises(LifeRefusedError):
        send(cast)


def test_both_administrators_read_it_and_the_other_accepts(cast: Cast, signed_in: SignIn) -> None:
    RoleAssignmentFactory(staff=cast.eva, unit=cast.other_provider, role=Role.ADMINISTRATOR)
    waiting_wish(cast.anna)
    browser = signed_in(cast.gerda)
    page = reverse("supportplans:hand-over-send", args=[cast.anna.pk])
    assert "Iets anders" in browser.get(page).content.decode()
    fields = {"receiver": cast.other_provider.pk, "consent_by": "client", "consent_on": today().isoformat()}
    detail = browser.post(page, fields).headers["Location"]
    assert "Iets anders" in browser.get(detail).content.decode()
    place = {"number": "77", "unit": cast.foreign_team.pk, "since": today().isoformat()}
    accepting = place | {"product": "living", "law": "wlz", "client_group": "lvb"}
    browser.post(detail, accepting)
    assert HandOver.objects.get().state == HandOverState.SENT
    browser = signed_in(cast.eva)
    assert "Iets anders" in browser.get(detail).content.decode()
    assert browser.post(detail, accepting).status_code == 302
    assert HandOver.objects.get().state == HandOverState.ACCEPTED
