"""Agreements, who sees to a wish, and telling back: what is written, and what is refused whole."""

from datetime import timedelta
from uuid import uuid4

import pytest

from organisations.clock import now, today
from organisations.models import Client
from supportplans.choices import AgreementState, ClientReply
from supportplans.errors import RejectedError
from supportplans.models import Agreement, Feedback, Wish
from supportplans.operations import agreements, wishes
from supportplans.operations.feedback import NothingToTellError, tell
from tests.cast import Cast


def make(cast: Cast, client: Client, wish: Wish | None = None, **changed: object) -> Agreement:
    fields = {"what": "Na tien uur is het stil.", "who": "Carla", "due_on": today() + timedelta(days=7)} | changed
    return agreements.make_agreement(
        client=client,
        wish=wish,
        staff_id=cast.carla.pk,
        on=today(),
        at=now(),
        **fields,  # type: ignore[arg-type]
    )


def test_an_agreement_about_a_wish(cast: Cast, wish: Wish) -> None:
    made = make(cast, cast.anna, wish, what="  Na tien uur is het stil.  ")
    assert (made.client, made.wish, made.provider) == (cast.anna, wish, cast.provider)
    assert (made.what, made.state, made.made_by_id) == ("Na tien uur is het stil.", AgreementState.MADE, cast.carla.pk)


def test_an_agreement_needs_no_wish(cast: Cast) -> None:
    assert make(cast, cast.noor, what="Een dag naar de Efteling").wish is None


def test_a_second_tap_makes_no_second_agreement(cast: Cast, wish: Wish) -> None:
    first = make(cast, cast.anna, wish)
    assert make(cast, cast.anna, wish) == first
    assert make(cast, cast.anna, wish, what="Nog iets") != first
    assert Agreement.objects.count() == 2


def test_a_wish_of_somebody_else_is_refused(cast: Cast, wish: Wish) -> None:
    with pytest.raises(ValueError, match="another client"):
        make(cast, cast.noor, wish)
    assert not Agreement.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"), [("what", " "), ("who", ""), ("what", "a" * 301), ("due_on", today() - timedelta(days=1))]
)
def test_what_is_not_clear_is_not_agreed(cast: Cast, field: str, value: object) -> None:
    with pytest.raises(RejectedError) as caught:
        make(cast, cast.anna, **{field: value})
    assert [fault.field for fault in caught.value.faults] == [field]
    assert not Agreement.objects.exists()


def test_an_agreement_may_be_closed_after_its_day(cast: Cast) -> None:
    made = make(cast, cast.anna)
    Agreement.objects.update(due_on=today() - timedelta(days=30))
    assert agreements.close(agreement_id=made.id, state=AgreementState.DONE).state == AgreementState.DONE


def test_not_possible_says_why(cast: Cast) -> None:
    made = make(cast, cast.anna)
    with pytest.raises(RejectedError):
        agreements.close(agreement_id=made.id, state=AgreementState.NOT_POSSIBLE, reason="  ")
    assert Agreement.objects.get().state == AgreementState.MADE
    closed = agreements.close(
        agreement_id=made.id, state=AgreementState.NOT_POSSIBLE, reason="De hond van Piet blijft."
    )
    assert closed.reason == "De hond van Piet blijft."


def test_a_closed_agreement_stays_closed(cast: Cast) -> None:
    made = make(cast, cast.anna)
    agreements.close(agreement_id=made.id, state=AgreementState.DONE)
    with pytest.raises(RejectedError):
        agreements.close(agreement_id=made.id, state=AgreementState.NOT_POSSIBLE, reason="Toch niet.")
    assert Agreement.objects.get().state == AgreementState.DONE


def test_a_wish_gets_a_person_and_a_deputy(cast: Cast, wish: Wish) -> None:
    given = wishes.assign(wish_id=wish.id, person_id=cast.carla.pk, deputy_id=cast.dirk.pk, on=today())
    assert (given.person_id, given.deputy_id, given.team) == (cast.carla.pk, cast.dirk.pk, cast.team)
    back = wishes.assign(wish_id=wish.id, person_id=None, deputy_id=None, on=today())
    assert (back.person_id, back.deputy_id, back.team) == (None, None, cast.team)


def test_who_does_not_work_with_the_team_gets_no_wish(cast: Cast, wish: Wish) -> None:
    for stranger in (cast.eva, cast.farid, cast.gerda, cast.hans):
        with pytest.raises(RejectedError):
            wishes.assign(wish_id=wish.id, person_id=stranger.pk, deputy_id=None, on=today())
    with pytest.raises(RejectedError):
        wishes.assign(wish_id=wish.id, person_id=cast.carla.pk, deputy_id=cast.carla.pk, on=today())
    wish.refresh_from_db()
    assert wish.person is None


def test_telling_back_keeps_the_last_reply(cast: Cast, wish: Wish) -> None:
    assert wish.flag
    for reply in (None, ClientReply.NO, ClientReply.YES):
        tell(
            client_id=cast.anna.pk,
            submission_id=wish.flag.submission_id,
            staff_id=cast.carla.pk,
            reply=reply,
            at=now(),
        )
    told = Feedback.objects.get()
    assert (told.reply, told.told_by_id, told.client, told.provider) == ("yes", cast.carla.pk, cast.anna, cast.provider)


def test_there_is_nothing_to_tell_about_what_somebody_else_said(cast: Cast, wish: Wish) -> None:
    assert wish.flag
    for client, submission_id in ((cast.noor, wish.flag.submission_id), (cast.anna, uuid4())):
        with pytest.raises(NothingToTellError):
            tell(client_id=client.pk, submission_id=submission_id, staff_id=cast.carla.pk, reply=None, at=now())
    assert not Feedback.objects.exists()
