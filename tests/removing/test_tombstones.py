"""Nobody who was removed comes back with a backup, and the file that sees to it says nothing about them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import transaction
from pytest_django import Settings

from clientvoice.cli.erasing import erase as erase_command
from organisations.choices import ErasureGround, RemovalCause
from organisations.clock import now
from organisations.data import SYSTEM
from organisations.erasure import tombstones
from organisations.merging.base import Pair
from organisations.models import (
    Client,
    RemovalCertificate,
    Tombstone,
)
from organisations.operations import merging
from organisations.operations.erasure import (
    erase_again,
)
from supportplans.models import Agreement, Wish
from tests.cast import Cast
from tests.removing.stories import removed


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
