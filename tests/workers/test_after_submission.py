"""The aftermath of an answer: it happens, it happens once, and what was lost is found."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from organisations.clock import now, today
from organisations.models import PendingImport
from organisations.operations.pending_imports import keep_file
from supportplans.models import ChangeFlag, Wish
from surveys.models import Submission
from surveys.operations.rounds import close_round
from tests.cast import Cast, build_cast
from tests.organisations.importing.files import SAM, csv_file
from tests.supportplans.story import answered, invitation_of, opened_round
from workers.jobs import after_submission as aftermath
from workers.jobs import sweep as sweeping
from workers.jobs.after_submission import after_submission
from workers.jobs.sweep import sweep
from workers.queue import Job

CHANGES = {"wonen": "change", "dag": "change"}


def test_flags_and_wishes_follow_and_it_is_ticked_off(cast: Cast) -> None:
    submission_id = answered(invitation_of(opened_round(cast.provider), cast.anna), CHANGES)
    after_submission(submission_id=str(submission_id), added_later="by a newer web process")
    assert (ChangeFlag.objects.count(), Wish.objects.count()) == (4, 2)
    assert Submission.objects.get().followed_up_at is not None


def test_a_repeat_does_nothing(cast: Cast) -> None:
    submission_id = answered(invitation_of(opened_round(cast.provider), cast.anna), CHANGES)
    after_submission(submission_id=str(submission_id))
    first = Submission.objects.get().followed_up_at
    Wish.objects.all().delete()
    after_submission(submission_id=str(submission_id))
    assert Submission.objects.get().followed_up_at == first
    assert not Wish.objects.exists()


@pytest.mark.usefixtures("cast")
def test_a_submission_that_is_gone_is_no_error() -> None:
    after_submission(submission_id=str(uuid4()))


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_time_do_it_once() -> None:
    cast = build_cast()
    submission_id = answered(invitation_of(opened_round(cast.provider), cast.anna), CHANGES)

    def follow() -> None:
        try:
            after_submission(submission_id=str(submission_id))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        for one in [pool.submit(follow) for _number in range(8)]:
            one.result()
    assert (ChangeFlag.objects.count(), Wish.objects.count()) == (4, 2)


def test_what_fails_half_way_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    submission_id = answered(invitation_of(opened_round(cast.provider), cast.anna), CHANGES)

    def fails(**_named: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(aftermath, "mark_followed_up", fails)
        with pytest.raises(ZeroDivisionError):
            after_submission(submission_id=str(submission_id))
    assert not ChangeFlag.objects.exists()
    after_submission(submission_id=str(submission_id))
    assert ChangeFlag.objects.count() == 4


def test_the_sweep_finds_what_was_lost_and_leaves_what_is_under_way(cast: Cast) -> None:
    asking = opened_round(cast.provider)
    lost = answered(invitation_of(asking, cast.anna), CHANGES, at=now() - timedelta(minutes=10))
    under_way = answered(invitation_of(asking, cast.noor), CHANGES)
    sweep()
    assert Submission.objects.get(pk=lost).followed_up_at is not None
    assert Submission.objects.get(pk=under_way).followed_up_at is None
    assert set(Wish.objects.values_list("client", flat=True)) == {cast.anna.pk}


def test_one_that_goes_wrong_does_not_keep_the_others(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asking = opened_round(cast.provider)
    at = now() - timedelta(minutes=10)
    wrong = answered(invitation_of(asking, cast.anna), CHANGES, at=at - timedelta(minutes=1))
    good = answered(invitation_of(asking, cast.noor), CHANGES, at=at)
    real = aftermath.record_change_answers

    def picky(**named: object) -> object:
        if getattr(named["submission"], "id", None) == wrong:
            raise ZeroDivisionError
        return real(**named)

    monkeypatch.setattr(aftermath, "record_change_answers", picky)
    sweep()
    assert Submission.objects.get(pk=good).followed_up_at is not None
    assert Submission.objects.get(pk=wrong).followed_up_at is None


def test_the_sweep_asks_again_for_a_publication_that_never_came(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asking = opened_round(cast.provider)
    close_round(round_id=asking.id, at=now() - timedelta(minutes=10))
    asked: list[tuple[Job, object]] = []
    monkeypatch.setattr(sweeping, "enqueue", lambda job, **ids: asked.append((job, ids)))
    sweep()
    assert asked == [(Job.PUBLISH_ROUND, {"round_id": asking.id})]


def test_a_file_with_people_to_which_nobody_said_yes_goes_after_an_hour(cast: Cast) -> None:
    keep_file(staff=cast.gerda, unit=cast.provider, content=csv_file(SAM), on=today(), at=now() - timedelta(minutes=59))
    sweep()
    assert PendingImport.objects.exists()
    PendingImport.objects.update(created_at=now() - timedelta(minutes=61))
    sweep()
    assert not PendingImport.objects.exists()
