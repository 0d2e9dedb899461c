"""Removing what is kept about somebody: what goes, what has to stay, what everybody else keeps, and no way back."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction

from organisations import files
from organisations.choices import ErasureGround, WhyKept
from organisations.clock import now, today
from organisations.models import (
    Client,
    ClientPhoto,
    Placement,
    Relative,
    RemovalCertificate,
    User,
)
from reports.models import Publication, PublishedGroup
from reports.operations.publish import publish_round
from supportplans.models import ChangeFlag, Wish
from surveys.choices import Mode
from surveys.models import (
    Draft,
    ErasedFigure,
    FrameMember,
    Invitation,
    MediaItem,
    SnapshotItem,
    Submission,
)
from surveys.queries.response import response
from tests.cast import Cast
from tests.factories import UserFactory
from tests.removing.stories import WORDS, Past, leave, recorded, removed


def everything_in_the_database() -> str:
    """Return every row of every table of ours as text, but the access log, which keeps ids on purpose."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("organisations_", "surveys_", "supportplans_", "reports_", "django_session")):
                cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')  # noqa: S608 -- a table's own name
                found += [f"{table} {row[0]}" for row in cursor.fetchall() if table != "organisations_accessevent"]
    return "\n".join(found)


def figures(past: Past) -> list[object]:
    """Return the response of the closed rounds."""
    return [response(asked.pk) for asked in (past.named, past.confidential)]


# What goes and what stays


def test_without_a_need_any_more_the_care_file_stays_with_what_it_rests_on(cast: Cast, past: Past) -> None:
    leave(cast.anna)
    done = removed(cast.anna, ErasureGround.NO_LONGER)
    assert list(Submission.objects.filter(session__invitation__frame_member__client=cast.anna).values_list("pk")) == [
        (past.submission_id,)
    ]
    assert not Submission.objects.filter(mode=Mode.CONFIDENTIAL).exists()
    assert not Draft.objects.exists()
    assert not ClientPhoto.objects.exists()
    assert Wish.objects.filter(client=cast.anna).exists()
    assert Client.objects.filter(pk=cast.anna.pk).exists()
    assert not Relative.objects.filter(pk=cast.bram.pk).exists()
    stayed = RemovalCertificate.objects.get(request=done).content["stayed"]
    assert stayed["surveys.Submission"]["why"] == WhyKept.RESTS_ON
    in_twenty_years = date(today().year + 20, today().month, today().day) + timedelta(days=1)
    assert stayed["supportplans.Wish"]["until"] == in_twenty_years.isoformat()
    assert stayed["organisations.Client"] | {"why": WhyKept.WHOSE_FILE} == stayed["organisations.Client"]


@pytest.mark.usefixtures("past")
def test_who_still_gets_support_stays_a_client(cast: Cast) -> None:
    done = removed(cast.anna, ErasureGround.CARE_FILE)
    assert not Wish.objects.filter(client=cast.anna).exists()
    assert not Submission.objects.filter(session__invitation__frame_member__client=cast.anna).exists()
    assert cast.anna.profile
    assert Placement.objects.filter(client=cast.anna).exists()
    assert RemovalCertificate.objects.get(request=done).content["stayed"]["organisations.Client"]["why"] == "support"


@pytest.mark.parametrize("ground", [ErasureGround.CARE_FILE, ErasureGround.MISTAKE])
def test_nothing_of_somebody_is_left_in_any_table(cast: Cast, past: Past, ground: ErasureGround) -> None:
    leave(cast.anna)
    assert str(cast.anna.pk) in everything_in_the_database()
    removed(cast.anna, ground)
    left = everything_in_the_database()
    for trace in (str(cast.anna.pk), str(past.submission_id), "de Wit", '1001"', WORDS, "Een kat zoeken"):
        assert [line for line in left.splitlines() if trace in line and str(cast.zoe.pk) not in line] == []


@pytest.mark.usefixtures("past")
def test_nobody_else_loses_anything(cast: Cast) -> None:
    before = Submission.objects.filter(session__invitation__frame_member__client=cast.noor).count()
    removed(cast.anna, ErasureGround.MISTAKE)
    assert Submission.objects.filter(session__invitation__frame_member__client=cast.noor).count() == before == 1
    assert Client.objects.filter(pk=cast.noor.pk).exists()
    assert FrameMember.objects.filter(client=cast.noor).count() == 3


@pytest.mark.usefixtures("past")
def test_a_relative_beside_somebody_else_stays(cast: Cast) -> None:
    cast.noor.representations.create(
        provider=cast.provider, relative=cast.bram, basis="family", period=(date(2020, 1, 1), None)
    )
    removed(cast.anna, ErasureGround.MISTAKE)
    assert Relative.objects.filter(pk=cast.bram.pk).exists()


def test_files_go_with_their_rows(cast: Cast, past: Past, django_capture_on_commit_callbacks: object) -> None:
    row = Submission.objects.get(pk=past.submission_id)
    name = files.keep(b"drawing", folder="answers", sealed=True)
    recorded(row.session_id, row.pk, row.provider_id, name)
    photo = ClientPhoto.objects.get().file
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's fixture
        removed(cast.anna, ErasureGround.NO_LONGER)
    assert not MediaItem.objects.exists()
    assert not default_storage.exists(name)
    assert not default_storage.exists(photo)


# Rounds keep their numbers


@pytest.mark.parametrize("ground", ErasureGround)
def test_the_response_of_closed_rounds_does_not_change(cast: Cast, past: Past, ground: ErasureGround) -> None:
    before = figures(past)
    leave(cast.anna)
    removed(cast.anna, ground)
    assert figures(past) == before


def test_publications_stay_and_the_snapshot_knows_that_one_is_gone(cast: Cast, past: Past) -> None:
    publish_round(round_id=past.named.pk, at=now())
    before = list(PublishedGroup.objects.order_by("pk").values())
    removed(cast.anna, ErasureGround.MISTAKE)
    assert Publication.objects.count() == 1
    assert list(PublishedGroup.objects.order_by("pk").values()) == before
    assert SnapshotItem.objects.filter(round=past.named).count() == 3
    assert SnapshotItem.objects.filter(round=past.named, submission=None).count() == 2


def test_in_an_open_round_who_was_not_asked_is_not_waited_for(cast: Cast, past: Past) -> None:
    removed(cast.anna, ErasureGround.MISTAKE)
    found = ErasedFigure.objects.filter(round_unit__round=past.still_open).exclude(audience="")
    assert set(found.values_list("outcome", flat=True)) == {"left"}
    assert not Invitation.objects.filter(frame_member__round=past.still_open, relative=cast.bram).exists()


@pytest.mark.usefixtures("past")
def test_twenty_years_later_the_file_goes_as_well(cast: Cast) -> None:
    leave(cast.anna)
    with time_machine.travel(now() + timedelta(days=20 * 366 + 5)):
        removed(cast.anna, ErasureGround.NO_LONGER)
    assert not ChangeFlag.objects.filter(client_id=cast.anna.pk).exists()
    assert not Client.objects.filter(pk=cast.anna.pk).exists()


@pytest.mark.usefixtures("past")
def test_the_account_of_a_relative_goes_with_them(cast: Cast) -> None:
    cast.bram.user = UserFactory(email="bram@example.org")
    cast.bram.save()
    removed(cast.anna, ErasureGround.MISTAKE)
    assert not Relative.objects.filter(pk=cast.bram.pk).exists()
    assert not User.objects.filter(email="bram@example.org").exists()


# The database guards


def test_the_database_refuses_to_remove_answers_by_any_other_way(past: Past) -> None:
    SnapshotItem.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM surveys_submission")
    assert Submission.objects.filter(pk=past.submission_id).exists()


@pytest.mark.usefixtures("past")
def test_even_while_erasing_no_answer_can_be_changed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('clientvoice.erasing', 'on', true)")
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute("UPDATE surveys_submission SET language = 'xx'")
