"""All that is said of a file: faults that stop it, warnings that do not, and the command that prints both."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from clientvoice.cli import main
from instruments import review_file, validate_file
from instruments.definition.faults import DefinitionError, Level
from instruments.definition.loading import load_bytes, load_file, review_bytes
from tests.instruments.sample import SAMPLE

HARD = SAMPLE.replace("nl: Hoe vind je je kamer?", "nl: Hoe vaak ben je op je kamer?")
WRONG = HARD.replace("scale: drie", "scale: vier")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "proef.yaml"


def line_of(words: str, content: str) -> int:
    return next(number for number, line in enumerate(content.splitlines(), start=1) if words in line)


def test_a_warning_keeps_nothing_from_being_used(file: Path) -> None:
    file.write_text(HARD, "utf-8")
    review = review_file(file)
    assert validate_file(file) == review.faults == []
    assert review.definition == load_file(file)
    assert [(warning.level, warning.line, warning.path) for warning in review.warnings] == [
        (Level.WARNING, line_of("Hoe vaak", HARD), "questions[0].texts.nl")
    ]


def test_faults_and_warnings_are_told_together() -> None:
    review = review_bytes(WRONG.encode(), file="proef.yaml")
    assert [fault.path for fault in review.faults] == ["questions[0].scale"]
    assert [warning.path for warning in review.warnings] == ["questions[0].texts.nl"]


def test_of_what_cannot_be_read_only_faults_are_told(file: Path) -> None:
    file.write_text("key: [", "utf-8")
    assert [review_file(file).definition, review_file(file).warnings] == [None, []]
    assert review_file(file.with_name("nergens.yaml")).faults[0].line == 1
    assert validate_file(Path("a\0b"))[0].fix


def test_a_picture_of_the_organisation_counts_beside_the_drawings() -> None:
    own = SAMPLE.replace("picture: huis", "picture: onze-boerderij").encode()
    assert load_bytes(own, file="proef.yaml", pictures={"onze-boerderij"}).domains[0].picture == "onze-boerderij"
    with pytest.raises(DefinitionError, match="onze-boerderij"):
        load_bytes(own, file="proef.yaml")
    assert review_bytes(own, file="proef.yaml", pictures={"onze-boerderij"}).faults == []


def test_the_command_prints_both_and_fails_on_faults_alone(file: Path) -> None:
    file.write_text(HARD, "utf-8")
    warned = CliRunner().invoke(main, ["instruments", "validate", str(file)])
    assert warned.exit_code == 0
    assert f"{file}:{line_of('Hoe vaak', HARD)} questions[0].texts.nl: warning: 'Hoe vaak'" in warned.output
    assert f"{file}: 1 warning." in warned.output
    file.write_text(WRONG, "utf-8")
    refused = CliRunner().invoke(main, ["instruments", "validate", str(file)])
    assert refused.exit_code == 1
    assert f"{file}: 1 fault and 1 warning." in refused.output


def test_the_command_prints_json_for_programs(file: Path) -> None:
    file.write_text(WRONG, "utf-8")
    told = json.loads(CliRunner().invoke(main, ["instruments", "validate", str(file), "--json"]).output)
    assert [entry["level"] for entry in told] == ["fault", "warning"]
    assert list(told[0]) == ["level", "file", "line", "path", "message", "fix"]
    file.write_text(SAMPLE, "utf-8")
    right = CliRunner().invoke(main, ["instruments", "validate", str(file), "--json"])
    assert (right.exit_code, json.loads(right.output)) == (0, [])
