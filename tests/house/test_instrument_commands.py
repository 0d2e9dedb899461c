"""`clientvoice instruments`: looking at what can be asked needs no database; publishing says what it did."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from clientvoice.cli import main
from instruments import builtin
from tests.instruments.sample import SAMPLE

UNREACHABLE = {"DATABASE_URL": "postgresql://a@127.0.0.1:1/b", "REDIS_URL": "redis://127.0.0.1:1/0"}


def told(*words: str) -> str:
    found = CliRunner().invoke(main, ["instruments", *words])
    assert found.exit_code == 0, found.output
    return found.output


def test_the_list_says_kind_audience_languages_and_recognition() -> None:
    listed = told("list")
    for key, definition in builtin().items():
        assert key in listed
        assert f"{definition.kind}; {', '.join(definition.audiences)}" in listed
    assert "not a recognised instrument" in listed


def test_a_preview_follows_what_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "proef.yaml"
    path.write_text(SAMPLE, encoding="utf-8")
    assert "How do you like your room?" in told("preview", str(path), "--language", "en", "--audience", "relative")
    paper = told("preview", str(path), "--paper")
    assert "[ ] 2  Gaat wel" in paper
    assert "[ ] dont_know  [ ] rather_not" in paper


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (("--style", "smoke"), "faces"),
        (("--audience", "observer"), "client"),
        (("--points", "9"), "5, 3"),
        (("--language", "fr"), "nl"),
        (("--variant", "age=old"), "vorm="),
    ],
)
def test_what_an_instrument_does_not_have_is_told_with_what_it_has(words: tuple[str, ...], known: str) -> None:
    found = CliRunner().invoke(main, ["instruments", "preview", "moment", *words])
    assert found.exit_code == 2
    assert known in found.output


@pytest.mark.parametrize("paper", [(), ("--paper",)])
def test_a_preview_is_one_file_that_needs_neither_site_nor_database(tmp_path: Path, paper: tuple[str, ...]) -> None:
    target = tmp_path / "moment.html"
    command = [str(Path(sys.executable).parent / "clientvoice"), "instruments", "preview", "moment"]
    environment = os.environ | UNREACHABLE | {"CLIENTVOICE_VAR": str(tmp_path)}
    subprocess.run([*command, *paper, "--html", str(target)], check=True, cwd=tmp_path, env=environment)
    page = target.read_text(encoding="utf-8")
    assert "Hoe is het nu met je?" in page
    assert "/static/" not in page
    assert "<form" not in page
    assert sorted(path.name for path in tmp_path.iterdir()) == ["moment.html"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = CliRunner().invoke(main, ["instruments", "preview", "moment", "--html", str(tmp_path / "no" / "x.html")])
    assert found.exit_code == 1
    assert "cannot be written" in found.output


def test_publishing_needs_one_or_all() -> None:
    assert CliRunner().invoke(main, ["instruments", "publish"]).exit_code == 2
    assert CliRunner().invoke(main, ["instruments", "publish", "moment", "--all"]).exit_code == 2


@pytest.mark.django_db
def test_all_are_published_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, url in UNREACHABLE.items():  # given, so that the command starts no database beside that of the tests
        monkeypatch.setenv(name, url)
    first, again = told("publish", "--all"), told("publish", "--all")
    assert first == again
    assert first.count("Published") == len(builtin())


@pytest.mark.django_db
def test_an_edited_file_with_the_same_version_is_refused_with_what_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, url in UNREACHABLE.items():
        monkeypatch.setenv(name, url)
    path = tmp_path / "proef.yaml"
    path.write_text(SAMPLE, encoding="utf-8")
    told("publish", str(path))
    path.write_text(SAMPLE.replace("Welk cijfer geef je?", "Welk cijfer past?"), encoding="utf-8")
    found = CliRunner().invoke(main, ["instruments", "publish", str(path)])
    assert found.exit_code == 1
    assert 'version: "1.1"' in found.output
    assert "question cijfer: Wording in nl: first “Welk cijfer geef je?”, now “Welk cijfer past?”." in found.output
    assert "Traceback" not in found.output
