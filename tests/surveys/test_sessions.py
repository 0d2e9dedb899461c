"""Letter codes and answering sessions."""

import re
from datetime import timedelta

import pytest

from organisations.models import AnsweringProfile
from organisations.operations.devices import pair_device
from surveys import guessing
from surveys.access import session_by_secret
from surveys.choices import Audience, Mode
from surveys.models import AccessCode, AnsweringSession, Draft
from surveys.operations.codes import issue_code
from surveys.operations.drafts import save_draft
from surveys.operations.errors import NotToBeAskedError
from surveys.operations.outcomes import prefer_not
from surveys.operations.rounds import close_round
from surveys.operations.sessions import UnknownCodeError, close_session, open_by_code, open_for_device
from surveys.operations.submissions import submit
from tests.cast import Cast
from tests.surveys.asking import AT, LATER, incoming, invitation_of, open_test_round, sitting

HOME = "192.0.2.7"


def test_a_code_is_printed_in_groups_and_stored_as_a_hash_only(cast: Cast) -> None:
    open_test_round(cast.provider)
    code = issue_code(invitation_id=invitation_of(cast.anna).id, at=AT)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{3}", code)
    stored = AccessCode.objects.values().get()
    assert code.replace("-", "") not in str(stored)


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda code: f"  {code.replace('-', ' ')} ", lambda code: code.replace("0", "o")]
)
def test_a_code_opens_however_it_is_typed(cast: Cast, typed: object) -> None:
    open_test_round(cast.provider)
    code = issue_code(invitation_id=invitation_of(cast.anna).id, at=AT)
    opened = open_by_code(code=typed(code), address=HOME, at=AT)  # type: ignore[operator]  # a function of text
    assert session_by_secret(opened.session_id, opened.secret)


def test_a_reprint_voids_the_former_code(cast: Cast) -> None:
    open_test_round(cast.provider)
    former = issue_code(invitation_id=invitation_of(cast.anna).id, at=AT)
    issue_code(invitation_id=invitation_of(cast.anna).id, at=LATER)
    with pytest.raises(UnknownCodeError):
        open_by_code(code=former, address=HOME, at=LATER)


def test_a_code_is_used_up_by_sending_and_not_by_opening(cast: Cast) -> None:
    open_test_round(cast.provider)
    code = issue_code(invitation_id=invitation_of(cast.anna).id, at=AT)
    open_by_code(code=code, address=HOME, at=AT)
    again = open_by_code(code=code, address=HOME, at=AT)
    session = session_by_secret(again.session_id, again.secret)
    assert session is not None
    submit(session=session, submission=incoming(), at=AT)
    with pytest.raises(UnknownCodeError):
        open_by_code(code=code, address=HOME, at=AT)


def test_codes_stop_when_the_round_closes(cast: Cast) -> None:
    opened = open_test_round(cast.provider)
    code = issue_code(invitation_id=invitation_of(cast.anna).id, at=AT)
    close_round(round_id=opened.id, at=LATER)
    with pytest.raises(UnknownCodeError):
        open_by_code(code=code, address=HOME, at=LATER)
    with pytest.raises(NotToBeAskedError):
        issue_code(invitation_id=invitation_of(cast.anna).id, at=LATER)


def test_only_wrong_codes_spend_the_limit(cast: Cast) -> None:
    open_test_round(cast.provider)
    code = issue_code(invitation_id=invitation_of(cast.anna).id, at=AT)
    for _time in range(guessing.PER_ADDRESS.amount + 5):
        open_by_code(code=code, address=HOME, at=AT)
    for _time in range(guessing.PER_ADDRESS.amount):
        with pytest.raises(UnknownCodeError):
            open_by_code(code="AAAA-AAAA-AAA", address=HOME, at=AT)
    with pytest.raises(guessing.TooManyGuessesError) as refused:
        open_by_code(code=code, address=HOME, at=AT)
    assert 0 < refused.value.wait <= 60
    assert open_by_code(code=code, address="198.51.100.9", at=AT)


@pytest.mark.usefixtures("_redis_away")
def test_without_redis_no_code_opens(cast: Cast) -> None:
    open_test_round(cast.provider)
    code = issue_code(invitation_id=invitation_of(cast.anna).id, at=AT)
    with pytest.raises(guessing.UnguardedError):
        open_by_code(code=code, address=HOME, at=AT)


def test_opening_again_goes_on_with_the_draft_and_the_old_secret_dies(cast: Cast) -> None:
    open_test_round(cast.provider)
    first = sitting(cast.anna)
    save_draft(session=first.session, revision=1, answers={"kamer": {"value": 4}}, at=AT)
    second = sitting(cast.anna)
    assert second.session.pk == first.session.pk
    assert second.session.drafts.get().answers == {"kamer": {"value": 4}}
    assert session_by_secret(first.session.pk, first.secret) is None


def test_what_was_begun_with_a_letter_opens_with_that_letter_only(cast: Cast) -> None:
    """Staff make letters and hand tablets over: neither shows them what somebody was still writing."""
    open_test_round(cast.provider, mode=Mode.CONFIDENTIAL)
    invitation_id = invitation_of(cast.anna).id
    code = issue_code(invitation_id=invitation_id, at=AT)
    begun = open_by_code(code=code, address=HOME, at=LATER)
    session = AnsweringSession.objects.get()
    save_draft(session=session, revision=1, answers={"kamer": {"value": 4}}, at=LATER)
    assert open_by_code(code=code, address=HOME, at=LATER).session_id == begun.session_id
    tablet, _token = pair_device(unit=cast.team, name="Tablet", staff=cast.carla, at=AT)
    handed = open_for_device(invitation_id=invitation_id, device_id=tablet.pk, at=LATER)
    newer = issue_code(invitation_id=invitation_id, at=LATER + timedelta(minutes=1))
    opened = open_by_code(code=newer, address=HOME, at=LATER + timedelta(minutes=2))
    assert len({begun.session_id, handed.session_id, opened.session_id}) == 3
    assert Draft.objects.get().session_id == begun.session_id
    assert session_by_secret(begun.session_id, begun.secret) is None
    assert session_by_secret(handed.session_id, handed.secret) is None


def test_sending_leaves_no_draft_behind_any_door(cast: Cast) -> None:
    open_test_round(cast.provider)
    code = issue_code(invitation_id=invitation_of(cast.anna).id, at=AT)
    open_by_code(code=code, address=HOME, at=AT)
    save_draft(session=AnsweringSession.objects.get(), revision=1, answers={"kamer": {"value": 4}}, at=AT)
    tablet, _token = pair_device(unit=cast.team, name="Tablet", staff=cast.carla, at=AT)
    handed = open_for_device(invitation_id=invitation_of(cast.anna).id, device_id=tablet.pk, at=LATER)
    session = session_by_secret(handed.session_id, handed.secret)
    assert session is not None
    submit(session=session, submission=incoming(), at=LATER)
    assert not Draft.objects.exists()
    assert not AnsweringSession.objects.filter(ended_at=None).exists()


def test_a_closed_session_opens_for_nobody_until_it_is_opened_again(cast: Cast) -> None:
    open_test_round(cast.provider)
    first = sitting(cast.anna)
    close_session(session_id=first.session.pk, at=LATER)
    assert session_by_secret(first.session.pk, first.secret) is None
    assert session_by_secret(first.session.pk, "") is None
    assert sitting(cast.anna).session.pk == first.session.pk


def test_who_preferred_not_to_is_not_asked_again(cast: Cast) -> None:
    open_test_round(cast.provider)
    prefer_not(session=sitting(cast.anna).session, at=AT)
    with pytest.raises(NotToBeAskedError):
        open_for_device(invitation_id=invitation_of(cast.anna).id, device_id=None, at=LATER)


def test_a_session_holds_the_profile_of_whoever_answers(cast: Cast) -> None:
    open_test_round(cast.provider)
    AnsweringProfile.objects.update_or_create(client=cast.anna, defaults={"style": "thumbs"})
    assert sitting(cast.anna).session.context["profile"]["style"] == "thumbs"
    assert sitting(cast.anna, Audience.RELATIVE).session.context["profile"]["style"] == "words"
    assert AnsweringSession.objects.count() == 2
