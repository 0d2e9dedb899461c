"""The keys as an operator handles them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import decrypt
from click.testing import CliRunner, Result
from pytest_django import Settings

from clientvoice.checkup import with_django
from clientvoice.cli import keys as commands
from clientvoice.cli import main
from organisations.clock import now
from organisations.models import DataKey, ExternalIdentity
from organisations.operations.identity_sessions import bound_to, new_session
from organisations.sealing import keyring, seal_text, unseal
from tests.factories import StaffFactory
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


def test_what_accounts_hold_follows_and_still_opens() -> None:
    """Else a key that somebody knew would open second steps, and ask an identity provider in our name, for ever."""
    staff = StaffFactory()
    identity = ExternalIdentity.objects.create(staff=staff, connection="a", issuer="https://a.example", subject="1")
    session = new_session(identity=identity, sid="", refresh_token="ask with this", at=now())
    TOTP.activate(staff.user, "JBSWY3DPEHPK3PXP")
    codes = RecoveryCodes.activate(staff.user).generate_codes()
    run("rotate")
    keyring.forget()
    run("reseal")
    session.refresh_from_db()
    app, printed = (Authenticator.objects.get(type=kind) for kind in ("totp", "recovery_codes"))
    sealed = (bytes(session.refresh_token).decode("latin-1"), app.data["secret"], printed.data["seed"])
    assert {one[4:12] for one in sealed} == {keyring.current().id}
    assert unseal(bytes(session.refresh_token), bound_to=bound_to(session)) == b"ask with this"
    assert decrypt(app.data["secret"]) == "JBSWY3DPEHPK3PXP"
    assert RecoveryCodes(printed).generate_codes() == codes


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
