"""By whom a removal is asked, when it happens, once, whole or not at all, and what is written of it."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import DatabaseError

from organisations.choices import AskedBy, ErasureGround
from organisations.clock import now, today
from organisations.data import SYSTEM
from organisations.erasure import tombstones
from organisations.models import (
    AccessEvent,
    Client,
    ClientPhoto,
    ErasureRequest,
    RemovalCertificate,
    Tombstone,
)
from organisations.operations import erasure
from organisations.operations.erasure import (
    ErasureRefusedError,
    confirm_erasure,
    erase,
    erase_due,
    request_erasure,
    withdraw_erasure,
)
from supportplans.models import Wish
from tests.cast import Cast
from tests.removing.stories import WORDS, asked_to_remove, leave, removed


def without(counts: dict[str, object], names: set[str]) -> dict[str, object]:
    return {name: one for name, one in counts.items() if name not in names}


@pytest.mark.usefixtures("past")
def test_what_is_foreseen_is_what_happens(cast: Cast) -> None:
    leave(cast.anna)
    made = asked_to_remove(cast.anna, ErasureGround.NO_LONGER)
    assert Wish.objects.filter(client=cast.anna).exists()
    assert ClientPhoto.objects.exists()
    assert made.foreseen["gone"]
    erase(request_id=made.pk, at=now() + timedelta(days=8))
    written = RemovalCertificate.objects.get(request=made).content
    assert written["gone"] == made.foreseen["gone"]
    about_itself = {"organisations.ErasureRequest", "organisations.AccessEvent"}
    assert without(written["stayed"], about_itself) == without(made.foreseen["stayed"], about_itself)


@pytest.mark.usefixtures("past")
def test_it_waits_for_the_day_and_can_be_withdrawn_until_then(cast: Cast) -> None:
    made = asked_to_remove(cast.anna, ErasureGround.MISTAKE)
    assert made.due_on == today() + timedelta(days=settings.ERASURE_DAYS)
    assert erase_due(at=now()) == 0
    assert Client.objects.filter(pk=cast.anna.pk).exists()
    withdraw_erasure(request_id=made.pk, actor=SYSTEM, at=now())
    assert erase_due(at=now() + timedelta(days=30)) == 0
    assert Client.objects.filter(pk=cast.anna.pk).exists()
    with pytest.raises(ErasureRefusedError):
        confirm_erasure(request_id=made.pk, actor=SYSTEM, at=now())


@pytest.mark.usefixtures("past")
def test_without_a_confirmation_nothing_is_ever_removed(cast: Cast) -> None:
    request_erasure(
        client=cast.anna,
        asked_by=AskedBy.CLIENT,
        asked_on=today(),
        ground=ErasureGround.MISTAKE,
        actor=SYSTEM,
        at=now(),
    )
    assert erase_due(at=now() + timedelta(days=365)) == 0
    assert Client.objects.filter(pk=cast.anna.pk).exists()


def test_only_one_request_about_somebody_is_under_way(cast: Cast) -> None:
    made = asked_to_remove(cast.anna, ErasureGround.MISTAKE)
    with pytest.raises(ErasureRefusedError):
        asked_to_remove(cast.anna, ErasureGround.NO_LONGER)
    withdraw_erasure(request_id=made.pk, actor=SYSTEM, at=now())
    assert asked_to_remove(cast.anna, ErasureGround.NO_LONGER)


@pytest.mark.usefixtures("past")
def test_doing_it_again_changes_nothing(cast: Cast) -> None:
    done = removed(cast.anna, ErasureGround.MISTAKE)
    before = RemovalCertificate.objects.get().content
    assert not erase(request_id=done.pk, at=now() + timedelta(days=9))
    assert RemovalCertificate.objects.get().content == before
    with pytest.raises(ErasureRefusedError):
        withdraw_erasure(request_id=done.pk, actor=SYSTEM, at=now())


@pytest.mark.usefixtures("past")
def test_what_was_interrupted_is_done_from_the_beginning(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = asked_to_remove(cast.anna, ErasureGround.MISTAKE)
    later = now() + timedelta(days=8)

    def broken(_stone: object) -> None:
        raise DatabaseError

    with monkeypatch.context() as patch:
        patch.setattr("organisations.operations.erasure._remember", broken)
        assert erase_due(at=later) == 0
    assert ErasureRequest.objects.get().done_at is None
    assert Client.objects.filter(pk=cast.anna.pk).exists()
    assert Wish.objects.filter(client=cast.anna).exists()
    with pytest.raises(ErasureRefusedError):
        withdraw_erasure(request_id=made.pk, actor=SYSTEM, at=later)
    assert erase_due(at=later + timedelta(hours=1)) == 1
    assert RemovalCertificate.objects.get().content["gone"] == made.foreseen["gone"]
    assert ErasureRequest.objects.get().done_at


@pytest.mark.usefixtures("past")
def test_one_that_fails_leaves_the_others_alone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_to_remove(cast.anna, ErasureGround.MISTAKE)
    asked_to_remove(cast.noor, ErasureGround.MISTAKE)
    remember = erasure._remember

    def broken_for_anna(stone: tombstones.Stone) -> None:
        if stone.mark == tombstones.mark(cast.anna.pk, cast.anna.provider_id):
            raise DatabaseError
        remember(stone)

    monkeypatch.setattr(erasure, "_remember", broken_for_anna)
    assert erase_due(at=now() + timedelta(days=8)) == 1
    assert Client.objects.filter(pk=cast.anna.pk).exists()
    assert not Client.objects.filter(pk=cast.noor.pk).exists()


@pytest.mark.usefixtures("past")
def test_a_removal_of_somebody_who_is_gone_already_ends(cast: Cast) -> None:
    made = asked_to_remove(cast.noor, ErasureGround.MISTAKE)
    ErasureRequest.objects.filter(pk=made.pk).update(client=None)
    assert erase_due(at=now() + timedelta(days=8)) == 1
    assert RemovalCertificate.objects.get().content == {"gone": {}, "stayed": {}}
    assert AccessEvent.objects.get(action="erase", reason="done").client_id is None
    assert not Tombstone.objects.exists()


@pytest.mark.usefixtures("past")
def test_the_certificate_counts_and_names_nobody(cast: Cast) -> None:
    done = removed(cast.anna, ErasureGround.MISTAKE)
    content = RemovalCertificate.objects.get(request=done).content
    assert content["gone"]["organisations.Client"] == 1
    assert content["gone"]["surveys.Submission"] == 4
    assert content["gone"]["supportplans.Agreement"] == 1
    text = json.dumps(content)
    for name in ("Anna", "de Wit", "1001", str(cast.anna.pk), WORDS):
        assert name not in text


@pytest.mark.usefixtures("past")
def test_each_step_is_traced_without_a_name(cast: Cast) -> None:
    removed(cast.anna, ErasureGround.MISTAKE)
    events = AccessEvent.objects.filter(action="erase").order_by("at")
    assert [event.reason for event in events] == ["asked", "confirmed", "done"]
    assert {event.client_id for event in events} == {cast.anna.pk}
