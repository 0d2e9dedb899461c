"""`clientvoice people import` and `clientvoice organisation create`, in the database of the tests."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from clientvoice.cli import environment, main
from organisations.models import Client, Staff, Unit
from tests.cast import Cast
from tests.organisations.importing.files import SAM, csv_file


@pytest.fixture(autouse=True)
def _catalogues_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the compiled catalogues alone: other tests read them at the same time."""
    monkeypatch.setattr(environment.catalogues, "refresh", lambda: None)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def file_with(folder: Path, *people: dict[str, str]) -> str:
    file = folder / "people.csv"
    file.write_bytes(csv_file(*people))
    return str(file)


def test_people_are_imported_by_the_name_the_path_or_the_id_of_a_unit(cast: Cast, tmp_path: Path) -> None:
    file = file_with(tmp_path, SAM)
    told = run("people", "import", file, "--unit", "Stichting De Hof")
    assert (told.exit_code, told.output) == (0, "1 new, 0 changed, 0 as before.\n")
    for unit in ("Stichting De Hof/Bosweg", str(cast.provider.pk)):
        assert run("people", "import", file, "--unit", unit).output == "0 new, 0 changed, 1 as before.\n"


def test_without_a_unit_the_only_tree_is_meant(cast: Cast, tmp_path: Path) -> None:
    assert run("people", "import", file_with(tmp_path, SAM)).exit_code == 0
    assert Client.objects.get(number="3001").provider == cast.provider


@pytest.mark.usefixtures("cast")
def test_a_dry_run_stores_nothing(tmp_path: Path) -> None:
    told = run("people", "import", file_with(tmp_path, SAM), "--dry-run")
    assert told.output.startswith("1 new")
    assert not Client.objects.filter(number="3001").exists()


@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("words", [[], ["--dry-run"]])
def test_faults_are_told_with_line_and_mend_and_nothing_is_stored(tmp_path: Path, words: list[str]) -> None:
    file = file_with(tmp_path, SAM, {**SAM, "clientnummer": "3002", "geboortedatum": "2099-01-01"})
    told = run("people", "import", file, *words)
    assert told.exit_code == 1
    assert f"{file}:3, date of birth" in told.output
    assert not Client.objects.filter(number="3001").exists()


@pytest.mark.usefixtures("cast")
def test_a_file_or_unit_that_cannot_be_is_told(tmp_path: Path) -> None:
    file = file_with(tmp_path, SAM)
    empty = tmp_path / "empty.csv"
    empty.touch()
    for words in ([str(empty)], ["nowhere.csv"], [file, "--unit", "Nergens"]):
        told = run("people", "import", *words)
        assert told.exit_code in {1, 2}
        assert "Error" in told.output


@pytest.mark.django_db
def test_an_organisation_starts_with_its_administrator() -> None:
    words = ("organisation", "create", "De Hof", "--administrator", "Gerda", "--username")
    told = run(*words, "gerda")
    assert told.exit_code == 0
    staff = Staff.objects.get()
    assert any(staff.user.check_password(word) for word in told.output.split())
    assert Unit.objects.get().is_provider
    assert run(*words, "gerda").exit_code == 1
    assert run(*words, "gerda de vries").exit_code == 2
    assert Unit.objects.count() == 1
