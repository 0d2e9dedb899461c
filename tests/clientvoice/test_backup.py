"""Backups: made whole, read back, refused when a byte of them is lost, and never put over something that is there."""

import dataclasses
import json
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from psycopg import sql
from pytest_django import Settings

from clientvoice.backup import BackupError, databases, keys, manifest, taking
from clientvoice.backup.checking import check
from clientvoice.backup.databases import Database
from clientvoice.backup.restoring import Target, bring_back
from clientvoice.backup.taking import Source, keep_last, take
from clientvoice.backup.tombstones import bring_together
from clientvoice.backup.watching import unwatched
from clientvoice.cli import main
from organisations.models import AccessEvent, Backup
from tests.factories import UnitFactory

AT = datetime(2026, 11, 22, 7, 15, tzinfo=UTC)


def source(folder: Path) -> Source:
    """What there is to back up: the database of the tests, a photo, and somebody who was erased."""
    (folder / "media" / "photos").mkdir(parents=True)
    (folder / "media" / "photos" / "a1").write_bytes(b"sealed")
    (folder / "tombstones.jsonl").write_text('{"mark": "a"}\n')
    return Source(Database.of_site(), folder / "media", folder / "tombstones.jsonl")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Path:  # noqa: ARG001 -- makes the database
    """A backup that no test may change."""
    folder = tmp_path_factory.mktemp("kept")
    return take(source(folder), folder / "backups", at=AT, trying=False, watch=unwatched)[0]


@pytest.fixture
def made(kept: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(kept, tmp_path / kept.name)


@contextmanager
def empty_database() -> Iterator[Database]:
    """A database beside that of the tests, with nothing in it."""
    ours = Database.of_site().parameters
    name = f"{ours['dbname']}_empty"
    with psycopg.connect(**ours | {"dbname": "postgres"}, autocommit=True) as server:  # type: ignore[arg-type]
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        try:
            yield Database(ours | {"dbname": name})
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def test_a_backup_says_what_is_in_it_and_holds_no_key(made: Path, settings: Settings) -> None:
    assert sorted(path.name for path in made.iterdir()) == [
        "SHA256SUMS",
        "database.dump",
        "manifest.json",
        "manifest.seal",
        "media.tar",
        "tombstones.jsonl",
    ]
    found = check(made, watch=unwatched)
    assert (found.files, found.made_at) == (1, AT)
    assert found.rows["public.organisations_client"] == 0
    assert "0001_initial" in found.migrations["surveys"]
    assert {*found.keys} == keys.held()
    secrets = (settings.SECRET_KEY, settings.DATA_KEY)
    text = (made / "manifest.json").read_text()
    assert not [secret for secret in secrets if secret in text]


def test_the_sums_are_those_of_a_program_that_every_machine_has(made: Path) -> None:
    assert subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=made, check=False).returncode == 0


def test_nobody_else_may_read_a_backup(kept: Path) -> None:
    assert kept.stat().st_mode & 0o077 == 0


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("name", ["database.dump", "media.tar", "tombstones.jsonl", "manifest.json", "SHA256SUMS"])
@pytest.mark.parametrize("harm", [flip, truncate, remove])
def test_a_damaged_backup_is_refused_by_name(made: Path, name: str, harm: Callable[[Path], None]) -> None:
    harm(made / name)
    with pytest.raises(BackupError, match=name):
        check(made, watch=unwatched)


def test_a_folder_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="no backup"):
        check(tmp_path, watch=unwatched)


def changed(made: Path, **changes: object) -> Path:
    """Let the backup say something else of itself, with sums that agree."""
    manifest.write(dataclasses.replace(manifest.read(made), **changes), made)  # type: ignore[arg-type]
    (made / manifest.SEAL).write_text(keys.seal((made / manifest.NAME).read_bytes()))
    return made


def test_another_format_is_refused(made: Path) -> None:
    with pytest.raises(BackupError, match="format 2"):
        check(changed(made, format=2), watch=unwatched)


@pytest.mark.parametrize("changes", [{"rows": {"public.other": 1}}, {"files": 2}])
def test_contents_that_are_not_as_counted_are_refused(made: Path, changes: dict[str, object]) -> None:
    with pytest.raises(BackupError, match=" of "):
        check(changed(made, **changes), watch=unwatched)


def put_back(made: Path, database: Database, folder: Path, *, keyless: bool = False) -> None:
    (folder / "media-here").mkdir(exist_ok=True)
    target = Target(database, folder / "media-here", folder / "here.jsonl")
    bring_back(made, target, keyless=keyless, watch=unwatched)


def test_nothing_is_put_over_a_database_with_something_in_it(made: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="not empty"):
        put_back(made, Database.of_site(), tmp_path)


def test_a_backup_of_a_newer_version_is_refused(made: Path, tmp_path: Path) -> None:
    migrations = manifest.read(made).migrations
    newer = migrations | {"surveys": [*migrations["surveys"], "9999_later"]}
    with pytest.raises(BackupError, match=r"9\.0.*surveys\.9999_later"):
        put_back(changed(made, version="9.0", migrations=newer), Database.of_site(), tmp_path)


def test_files_that_are_there_already_stay(made: Path, tmp_path: Path) -> None:
    (tmp_path / "media-here").mkdir()
    (tmp_path / "media-here" / "b2").write_bytes(b"of somebody else")
    with empty_database() as database, pytest.raises(BackupError, match="holds files already"):
        put_back(made, database, tmp_path)
    assert [path.name for path in (tmp_path / "media-here").iterdir()] == ["b2"]


def test_keys_that_are_not_here_are_named(made: Path, tmp_path: Path) -> None:
    with empty_database() as database, pytest.raises(BackupError, match="DATA_KEY feedabba are not here"):
        put_back(changed(made, keys=["DATA_KEY feedabba"]), database, tmp_path)


@pytest.mark.parametrize("harm", [flip, truncate, remove])
def test_a_backup_that_somebody_else_made_or_changed_is_refused(
    made: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    harm(made / manifest.SEAL)
    with empty_database() as database:
        with pytest.raises(BackupError, match="without the keys"):
            put_back(made, database, tmp_path)
        with database.connected() as opened:
            assert databases.is_empty(opened)


def test_a_former_key_still_vouches_for_a_backup(made: Path, settings: Settings) -> None:
    content, seal = (made / manifest.NAME).read_bytes(), (made / manifest.SEAL).read_text()
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another" * 8
    assert not keys.is_ours(content, seal)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert keys.is_ours(content, seal)
    assert not keys.is_ours(content + b" ", seal)


@pytest.mark.parametrize("name", [manifest.DATABASE, manifest.TOMBSTONES])
def test_a_manifest_that_leaves_a_part_out_is_refused(made: Path, name: str) -> None:
    parts = manifest.read(made).parts
    with pytest.raises(BackupError, match=r"manifest\.json is damaged"):
        check(changed(made, parts={other: part for other, part in parts.items() if other != name}), watch=unwatched)


def test_nothing_is_put_back_while_others_are_connected(made: Path, tmp_path: Path) -> None:
    with empty_database() as database, database.connected() as worker:
        worker.execute("SELECT 1")
        with pytest.raises(BackupError, match="Stop the site"):
            put_back(made, database, tmp_path)
        assert databases.is_empty(worker)
    assert not [*(tmp_path / "media-here").iterdir()]


def test_a_restoration_that_fails_leaves_nothing(made: Path, tmp_path: Path) -> None:
    found = manifest.read(made)
    spoilt = made / "database.dump"
    content = bytearray(spoilt.read_bytes())
    content[-2_000:] = bytes(2_000)  # rows of a table; the list of contents stands before them
    spoilt.write_bytes(content)
    changed(made, parts=found.parts | {spoilt.name: manifest.part_of(spoilt)})
    with empty_database() as database:
        with pytest.raises(BackupError, match="pg_restore failed"):
            put_back(made, database, tmp_path)
        with database.connected() as opened:
            assert databases.is_empty(opened)
    assert not [*(tmp_path / "media-here").iterdir()]


def test_an_archive_cannot_write_outside_its_folder(made: Path, tmp_path: Path) -> None:
    (tmp_path / "evil").write_text("evil")
    with tarfile.open(made / "media.tar", "w") as archive:
        archive.add(tmp_path / "evil", "../../outside")
    found = manifest.read(made)
    changed(made, parts=found.parts | {"media.tar": manifest.part_of(made / "media.tar")})
    with empty_database() as database, pytest.raises(BackupError, match="no backup of clientvoice"):
        put_back(made, database, tmp_path)
    assert not (tmp_path.parent / "outside").exists()


@pytest.mark.django_db
def test_a_backup_that_fails_leaves_nothing(tmp_path: Path) -> None:
    given = source(tmp_path)
    away = dataclasses.replace(given, database=Database(given.database.parameters | {"port": "1", "host": "127.0.0.1"}))
    with pytest.raises(BackupError, match="does not answer"):
        take(away, tmp_path / "backups", at=AT, trying=False, watch=unwatched)
    assert [path.name for path in (tmp_path / "backups").iterdir()] == [".lock"]


def test_a_full_disk_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "MARGIN", shutil.disk_usage(tmp_path).total)
    with pytest.raises(BackupError, match="Not enough room"):
        take(source(tmp_path), tmp_path / "backups", at=AT, trying=False, watch=unwatched)


def test_two_at_the_same_time_are_one(tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    with taking._alone(folder), pytest.raises(BackupError, match="Another backup"):
        take(source(tmp_path), folder, at=AT, trying=False, watch=unwatched)


def test_what_a_killed_one_left_is_cleared_away_and_the_last_are_kept(tmp_path: Path, kept: Path) -> None:
    folder = tmp_path / "backups"
    (folder / "clientvoice-20261122T070000Z.unfinished").mkdir(parents=True)
    for hours in range(3):
        name = f"clientvoice-{AT - timedelta(hours=hours):%Y%m%dT%H%M%SZ}"
        shutil.copytree(kept, folder / name)
    (folder / "not-ours").mkdir()
    with taking._alone(folder):
        assert [path.name for path in keep_last(folder, 2)] == ["clientvoice-20261122T051500Z"]
    assert sorted(path.name for path in folder.iterdir()) == [
        ".lock",
        "clientvoice-20261122T061500Z",
        "clientvoice-20261122T071500Z",
        "not-ours",
    ]


def test_programs_older_than_the_server_are_refused_with_the_package_to_install() -> None:
    with pytest.raises(BackupError, match="postgresql-client-99"):
        databases.tool("pg_dump", at_least=99)


def test_lists_of_who_was_erased_become_one(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.write_text('{"mark": "a"}\n{"mark": "c"}\n{"mar')  # a power cut
    theirs.write_text('{"mark": "a"}\n{"mark": "b"}\n')
    bring_together(ours, [theirs, tmp_path / "not there"])
    assert [json.loads(line)["mark"] for line in ours.read_text().splitlines()] == ["a", "c", "b"]


@pytest.mark.django_db
def test_the_command_is_silent_for_cron_and_else_says_what_it_made(tmp_path: Path) -> None:
    UnitFactory(is_provider=True)
    quiet = CliRunner().invoke(main, ["backup", str(tmp_path / "backups"), "--quiet"])
    assert (quiet.exit_code, quiet.output) == (0, "")
    noted = Backup.objects.get()
    assert AccessEvent.objects.get().thing == f"backup:{noted.made_at:%Y%m%d-%H%M%S}"
    (made,) = taking.all_in(tmp_path / "backups")
    assert (noted.name, noted.size, noted.tried_at) == (made.name, manifest.read(made).size, None)
    told = CliRunner().invoke(main, ["restore", str(made), "--check"])
    assert (told.exit_code, told.output.startswith("Whole: ")) == (0, True)


def test_the_command_says_what_is_wrong_and_exits_with_one(made: Path, tmp_path: Path) -> None:
    flip(made / "media.tar")
    told = CliRunner().invoke(main, ["restore", str(made), "--check"])
    assert (told.exit_code, "media.tar is damaged" in told.stderr, told.stdout) == (1, True, "")
    (tmp_path / "file").touch()
    refused = CliRunner().invoke(main, ["backup", str(tmp_path / "file" / "below")])
    assert (refused.exit_code, "Nothing can be written" in refused.stderr) == (1, True)
