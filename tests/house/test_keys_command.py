"""The keys as an operator handles them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner, Result
from pytest_django import Settings

from clientvoice.checkup import with_django
from clientvoice.cli import keys as commands
from clientvoice.cli import main
from organisations.models import DataKey
from organisations.sealing import keyring, seal_text
from tests.keys import OTHER, locked_out, read_anew

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ready(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let commands work in the database of the test."""

    @contextmanager
    def ready() -> Iterator[None]:
        yield

    monkeypatch.setattr(commands, "django_ready", ready)
    with read_anew():
        yield


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["keys", *words])


def finding() -> tuple[str, str]:
    """Return what the doctor says of the data keys: the grade, and what it says."""
    return next((one.grade, f"{one.message} {one.mend}") for one in with_django() if one.subject == "Data keys")


def test_keys_are_listed_without_any_key() -> None:
    told = run("list")
    assert told.exit_code == 0
    assert "seals what is new" in told.output
    assert "makes" not in told.output
    assert all(row.id in told.output for row in DataKey.objects.all())
    assert all(bytes(row.wrapped).hex() not in told.output for row in DataKey.objects.all())
    assert finding()[0] == "ok"


def test_a_new_key_takes_over_and_the_rest_follows() -> None:
    before = seal_text("x", bound_to="a")[4:12]
    told = run("rotate")
    made = DataKey.objects.order_by("made_at").last()
    assert made is not None
    assert (told.exit_code, made.id in told.output, made.id == before) == (0, True, False)
    keyring.forget()
    assert "Done" in run("reseal").output
    made.refresh_from_db()
    assert made.resealed_at is not None


def test_the_secret_changes_in_two_steps(settings: Settings) -> None:
    former = settings.DATA_KEY
    with locked_out():
        told = run("list")
        assert (told.exit_code, "CANNOT BE OPENED" in told.output) == (1, True)
        assert finding()[0] == "error"
        assert run("rewrap").exit_code == 1
    with locked_out(former):
        assert "rewrap" in run("list").output
        assert (finding()[0], "rewrap" in finding()[1]) == ("warning", True)
        assert run("rewrap").exit_code == 0
    with locked_out():
        assert run("list").exit_code == 0
    assert OTHER not in told.output
