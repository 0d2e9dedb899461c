"""What is over its term goes by itself, no day early, and is counted on a certificate."""

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import IntegrityError

from organisations import files
from organisations.choices import AskedBy, RemovalCause
from organisations.clock import now, today
from organisations.data import SYSTEM
from organisations.erasure.registry import rooms
from organisations.erasure.stored_files import sweep_files
from organisations.models import Client, ClientPhoto, PersonExport, Placement, RemovalCertificate
from organisations.operations.person_exports import ask_for_person_export
from organisations.operations.person_files import make_person_export
from organisations.operations.retention import remove_over_term
from organisations.rules.retention import Term, goes_on
from supportplans.models import Wish
from surveys.choices import Mode
from surveys.models import Draft, Invitation, MediaItem, Submission
from surveys.operations.rounds import close_round
from surveys.queries.response import response
from tests.cast import Cast
from tests.organisations.pictures import client_photo
from tests.removing.stories import Past, recorded


def run_on(term: Term, *, early: bool = False) -> int:
    """Run the job on the day on which a term that begins today is over, or the day before."""
    day = goes_on(today(), settings.RETENTION[term]) - timedelta(days=early)
    at = datetime.combine(day, datetime.min.time(), tzinfo=now().tzinfo) + timedelta(hours=12)
    return remove_over_term(at=at)


def test_nothing_goes_while_every_term_runs(past: Past) -> None:
    assert remove_over_term(at=now()) == 0
    assert not RemovalCertificate.objects.exists()
    assert Submission.objects.filter(pk=past.submission_id).exists()


@pytest.mark.parametrize(
    ("term", "mode", "left"), [(Term.CONFIDENTIAL, Mode.CONFIDENTIAL, 0), (Term.ANSWERS, Mode.NAMED, 1)]
)
def test_answers_go_on_their_day_but_those_that_a_care_file_rests_on(
    past: Past, term: Term, mode: Mode, left: int
) -> None:
    before = Submission.objects.filter(mode=mode).count()
    run_on(term, early=True)
    assert Submission.objects.filter(mode=mode).count() == before > left
    run_on(term)
    assert Submission.objects.filter(mode=mode).count() == left
    assert Submission.objects.filter(pk=past.submission_id).exists()


def test_the_response_of_rounds_stays_when_everybody_is_gone(past: Past) -> None:
    before = [response(asked.pk) for asked in (past.named, past.confidential)]
    run_on(Term.ANSWERS)
    assert Invitation.objects.filter(frame_member__round=past.confidential).count() == 0
    assert [response(asked.pk) for asked in (past.named, past.confidential)] == before


@pytest.mark.usefixtures("past")
def test_drafts_go_with_their_round() -> None:
    session = Draft.objects.get().session
    session.ended_at = now()
    session.save()
    run_on(Term.DRAFTS, early=True)
    assert Draft.objects.exists()
    run_on(Term.DRAFTS)
    assert not Draft.objects.exists()


def test_media_go_before_the_answers_they_came_with(cast: Cast, past: Past) -> None:
    row = Submission.objects.get(pk=past.submission_id)
    recorded(row.session_id, row.pk, cast.provider.pk, files.keep(b"drawn", folder="answers", sealed=True))
    run_on(Term.MEDIA, early=True)
    assert MediaItem.objects.exists()
    run_on(Term.MEDIA)
    assert not MediaItem.objects.exists()
    assert Submission.objects.filter(pk=past.submission_id).exists()


def test_a_care_file_counts_from_its_last_change(cast: Cast, past: Past) -> None:
    close_round(round_id=past.still_open.pk, at=now())
    Placement.objects.filter(client=cast.anna).update(period=(today() - timedelta(days=9), today()))
    with time_machine.travel(now() + timedelta(days=400)):
        agreement = cast.anna.agreements.get()
        agreement.state = "done"
        agreement.save()
        agreement.refresh_from_db()
    assert agreement.changed_at.date() == today()  # the clock of the database, which nobody can move
    run_on(Term.CARE_FILE, early=True)
    assert Wish.objects.filter(client=cast.anna).exists()
    assert Client.objects.filter(pk=cast.anna.pk).exists()
    run_on(Term.CARE_FILE)
    assert not Wish.objects.filter(client_id=cast.anna.pk).exists()
    assert not Client.objects.filter(pk=cast.anna.pk).exists()


@pytest.mark.usefixtures("past")
def test_sealing_anew_is_no_change_of_a_care_file(cast: Cast) -> None:
    wish = cast.anna.wishes.get()
    wish.text = "Onder een nieuwe sleutel"
    wish.save()
    wish.refresh_from_db()
    assert wish.changed_at is None


@pytest.mark.usefixtures("past")
def test_who_gets_support_never_goes_by_themselves(cast: Cast) -> None:
    run_on(Term.CARE_FILE)
    assert Client.objects.filter(pk=cast.anna.pk).exists()
    assert Wish.objects.filter(client=cast.anna).exists()
    assert ClientPhoto.objects.filter(client=cast.anna).exists()


def test_who_left_goes_after_the_term_and_who_left_later_stays(cast: Cast) -> None:
    Placement.objects.filter(client=cast.anna).update(period=(today() - timedelta(days=9), today() + timedelta(days=1)))
    Placement.objects.filter(client=cast.noor).update(period=(today() - timedelta(days=9), today() + timedelta(days=9)))
    run_on(Term.PERSON)
    assert not Client.objects.filter(pk=cast.anna.pk).exists()
    assert Client.objects.filter(pk=cast.noor.pk).exists()


def test_exports_go_with_their_file(cast: Cast, django_capture_on_commit_callbacks: object) -> None:
    asked = ask_for_person_export(client=cast.anna, for_whom=AskedBy.CLIENT, language="nl", actor=SYSTEM, at=now())
    make_person_export(export_id=asked.pk, at=now())
    name = PersonExport.objects.get().file
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        run_on(Term.EXPORTS)
    assert not PersonExport.objects.exists()
    assert not default_storage.exists(name)


@pytest.mark.usefixtures("past")
def test_each_run_has_a_certificate_per_provider(cast: Cast) -> None:
    went = run_on(Term.ANSWERS)
    kept = RemovalCertificate.objects.get()
    assert (kept.provider, kept.cause) == (cast.provider, RemovalCause.TERM)
    assert sum(kept.content["gone"].values()) == went > 0
    assert run_on(Term.ANSWERS) == 0
    assert RemovalCertificate.objects.count() == 1


def test_a_room_that_fails_leaves_the_others_alone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise IntegrityError

    asked = ask_for_person_export(client=cast.anna, for_whom=AskedBy.CLIENT, language="nl", actor=SYSTEM, at=now())
    make_person_export(export_id=asked.pk, at=now())
    monkeypatch.setattr(type(rooms.from_right_to_left()[0]), "expire", broken)
    assert run_on(Term.EXPORTS) == 1
    assert not PersonExport.objects.exists()


def test_files_without_a_row_are_swept_after_a_day(cast: Cast) -> None:
    photo = client_photo(cast.anna).file
    old, young, elsewhere = (files.keep(b"x", folder=folder) for folder in ("answers", "answers", "of-somebody-else"))
    two_days_ago = time.time() - 2 * 86_400
    for name in (old, elsewhere, photo):
        os.utime(Path(settings.MEDIA_ROOT) / name, (two_days_ago, two_days_ago))
    sweep_files(before=now() - timedelta(days=1))
    assert [default_storage.exists(name) for name in (old, young, elsewhere, photo)] == [False, True, True, True]
