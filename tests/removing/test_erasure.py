"""Removing what is kept about somebody: what goes, what has to stay, what everybody else keeps, and no way back."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from clientvoice.cli.erasing import erase as erase_command
from organisations import files
from organisations.choices import AskedBy, ErasureGround, RemovalCause, WhyKept
from organisations.clock import now, today
from organisations.data import SYSTEM
from organisations.erasure import tombstones
from organisations.merging.base import Pair
from organisations.models import (
    AccessEvent,
    Client,
    ClientPhoto,
    ErasureRequest,
    Placement,
    Relative,
    RemovalCertificate,
    Tombstone,
    User,
)
from organisations.operations import erasure, merging
from organisations.operations.erasure import (
    ErasureRefusedError,
    confirm_erasure,
    erase,
    erase_again,
    erase_due,
    request_erasure,
    withdraw_erasure,
)
from reports.models import Publication, PublishedGroup
from reports.operations.publish import publish_round
from supportplans.models import Agreement, ChangeFlag, Wish
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
from tests.removing.stories import WORDS, Past, asked_to_remove, build_past, recorded, removed


@pytest.fixture
def past(cast: Cast) -> Past:
    """Return Anna's past."""
    return build_past(cast)


@pytest.fixture(autouse=True)
def _own_tombstones(settings: Settings, tmp_path: Path) -> None:
    """Let nobody of another test come back."""
    settings.TOMBSTONE_FILE = tmp_path / "tombstones.jsonl"


def leave(client: Client) -> None:
    """End all support of a client, yesterday."""
    for placement in Placement.objects.filter(client=client):
        placement.period = (placement.period.lower, today() - timedelta(days=1))
        placement.save()


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


def without(counts: dict[str, object], names: set[str]) -> dict[str, object]:
    return {name: one for name, one in counts.items() if name not in names}


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


# By whom, when, and not by accident


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


# Nobody comes back


@pytest.mark.usefixtures("past")
def test_whom_a_backup_brings_back_is_erased_again(cast: Cast) -> None:
    """A savepoint is the backup: rolling back brings the person back, and only the file knows."""
    backup = transaction.savepoint()
    removed(cast.anna, ErasureGround.MISTAKE)
    transaction.savepoint_rollback(backup)
    assert Client.objects.filter(pk=cast.anna.pk).exists()
    assert erase_again() == 1
    assert not Client.objects.filter(pk=cast.anna.pk).exists()
    assert not Agreement.objects.exists()
    assert RemovalCertificate.objects.get().cause == RemovalCause.AGAIN
    assert erase_again() == 0


@pytest.mark.usefixtures("past")
def test_what_came_in_after_an_erasure_is_left_alone(cast: Cast) -> None:
    removed(cast.anna, ErasureGround.CARE_FILE)
    Wish.objects.create(
        provider=cast.provider, client=cast.anna, team=cast.team, text="Een nieuw begin", created_at=now()
    )
    assert erase_again() == 0
    assert Wish.objects.get(client=cast.anna).text == "Een nieuw begin"


@pytest.mark.usefixtures("past")
def test_a_backup_from_before_two_records_were_made_one_brings_back_neither(cast: Cast) -> None:
    backup = transaction.savepoint()
    shown = merging.foresee(Pair(cast.anna, cast.noor)).fingerprint
    merging.merge_clients(kept_id=cast.anna.pk, gone_id=cast.noor.pk, shown=shown, actor=SYSTEM, at=now())
    removed(cast.anna, ErasureGround.MISTAKE)
    transaction.savepoint_rollback(backup)
    assert erase_again() == 2
    assert not Client.objects.filter(pk__in=[cast.anna.pk, cast.noor.pk]).exists()
    assert erase_again() == 0


def test_the_file_says_nothing_about_who_it_was(cast: Cast, settings: Settings) -> None:
    removed(cast.anna, ErasureGround.MISTAKE)
    text = Path(settings.TOMBSTONE_FILE).read_text()
    assert str(cast.anna.pk) not in text
    assert Tombstone.objects.get().mark in text


@pytest.mark.usefixtures("past")
def test_a_former_key_still_recognises_whom_it_marked(cast: Cast, settings: Settings) -> None:
    backup = transaction.savepoint()
    removed(cast.anna, ErasureGround.MISTAKE)
    transaction.savepoint_rollback(backup)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-that-nobody-knows-and-that-is-long-enough"
    assert erase_again() == 1


def test_a_line_that_cannot_be_read_is_named_and_a_torn_last_one_is_left_out(settings: Settings) -> None:
    path = Path(settings.TOMBSTONE_FILE)
    whole = json.dumps({"mark": "ab", "ground": "mistake", "erased_at": "2026-01-01T00:00:00+00:00"})
    path.write_text(f'{whole}\n{{"mark": "to')
    assert [stone.mark for stone in tombstones.read()] == ["ab"]
    path.write_text(f'{{"mark": "to\n{whole}\n')
    with pytest.raises(tombstones.UnreadableTombstoneError, match="Line 1"):
        list(tombstones.read())


def stone(mark: str) -> tombstones.Stone:
    return tombstones.Stone(mark, ErasureGround.MISTAKE, now())


def test_what_a_power_cut_left_takes_no_later_line_along(settings: Settings) -> None:
    path = Path(settings.TOMBSTONE_FILE)
    tombstones.write(stone("ab"))
    with path.open("a") as file:
        file.write('{"mark": "to')
    tombstones.write(stone("cd"))
    path.write_text(path.read_text().removesuffix("\n"))  # as an editor may leave it
    tombstones.write(stone("ef"))
    assert [one.mark for one in tombstones.read()] == ["ab", "cd", "ef"]


@pytest.mark.usefixtures("past")
def test_a_mark_under_a_key_that_is_gone_waits_for_it(cast: Cast, settings: Settings) -> None:
    backup = transaction.savepoint()
    removed(cast.anna, ErasureGround.MISTAKE)
    transaction.savepoint_rollback(backup)
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-that-nobody-knows-and-that-is-long-enough"
    assert former not in Path(settings.TOMBSTONE_FILE).read_text()
    assert (erase_again(), tombstones.out_of_reach()) == (0, 1)
    told = CliRunner().invoke(erase_command, ["--again"])
    assert (told.exit_code, "SECRET_KEY_FALLBACKS" in told.output) == (1, True)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert (erase_again(), tombstones.out_of_reach()) == (1, 0)
    assert not Client.objects.filter(pk=cast.anna.pk).exists()


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
