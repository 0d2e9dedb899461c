"""What is unsafe is said, with its mend, and nothing secret is."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client as Browser
from pytest_django import Settings

from clientvoice.safety.base import Finding
from clientvoice.safety.records import from_records
from clientvoice.safety.settings import from_settings
from organisations.choices import ErasureGround, Scope
from organisations.clock import now
from organisations.erasure import tombstones
from organisations.models import ApiToken, DataKey, Tombstone
from organisations.operations.backups import note_backup
from tests.cast import Cast, SignIn

AT = now()


def found(subject: str, *, paths: tuple[str, ...] | None = None, at: datetime = AT) -> Finding:
    every = [*from_settings(at=at), *from_records(paths, at=at)]
    return next(one for one in every if one.subject == subject)


@pytest.fixture(autouse=True)
def _in_english(settings: Settings) -> None:
    settings.LANGUAGE_CODE = "en"


GOOD = {
    "SECRET_KEY": "s" * 50,
    "DATA_KEY": "d" * 50,
    "HTTPS": True,
    "BASE_URL": "https://stem.example",
    "ALLOWED_HOSTS": ["stem.example"],
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "REQUIRE_SECOND_FACTOR": True,
    "SECURITY_CONTACT": "security@stem.example",
    "SECURITY_EXPIRES": AT.date() + timedelta(days=300),
}


@pytest.mark.parametrize(
    ("changes", "subject", "grade"),
    [
        ({"SECRET_KEY": "only-for-development-and-demonstration-never-for-real-people"}, "SECRET_KEY", "warning"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY", "error"),
        ({"DATA_KEY": "s" * 50}, "DATA_KEY", "warning"),
        ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS", "error"),
        ({"HTTPS": False, "BASE_URL": "http://stem.example"}, "BASE_URL", "error"),
        ({"HTTPS": False, "BASE_URL": "http://127.0.0.1:8000"}, "BASE_URL", "ok"),
        ({"DEBUG": True}, "DEBUG", "error"),
        ({"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}, "Mail", "warning"),
        ({"REQUIRE_SECOND_FACTOR": False}, "Second step when signing in", "warning"),
        ({"REQUIRE_SECOND_FACTOR": False, "PRODUCTION": True}, "Second step when signing in", "error"),
        ({"SECURITY_CONTACT": ""}, "Where to report a leak", "warning"),
        ({"SECURITY_EXPIRES": AT.date()}, "Where to report a leak", "warning"),
    ],
)
def test_a_setting_that_is_unsafe_is_told(
    settings: Settings, changes: dict[str, object], subject: str, grade: str
) -> None:
    for name, value in (GOOD | changes).items():
        setattr(settings, name, value)
    told = next(one for one in from_settings(at=AT) if one.subject == subject)
    assert (told.grade, bool(told.mend)) == (grade, grade != "ok")


def test_good_settings_are_in_order(settings: Settings) -> None:
    for name, value in GOOD.items():
        setattr(settings, name, value)
    assert {one.subject for one in from_settings(at=AT) if one.grade != "ok"} <= {"Database"}


@pytest.mark.django_db
def test_a_backup_grows_old_and_one_never_made_is_told(settings: Settings) -> None:
    assert (found("Backup").grade, found("Backup").message) == ("warning", "never made")
    settings.PRODUCTION = True
    assert found("Backup").grade == "error"
    note_backup(name="one", made_at=AT - timedelta(hours=47), size=1, tried_at=None)
    assert found("Backup").grade == "ok"
    assert found("Backup", at=AT + timedelta(hours=2)).grade == "error"
    assert found("Backup tried out").grade == "warning"
    note_backup(name="two", made_at=AT, size=1, tried_at=AT)
    assert found("Backup tried out").grade == "ok"
    assert found("Backup tried out", at=AT + timedelta(days=91)).grade == "warning"


@pytest.mark.django_db
def test_a_list_of_erased_people_that_is_lost_is_told(settings: Settings, tmp_path: Path) -> None:
    settings.TOMBSTONE_FILE = tmp_path / "tombstones.jsonl"
    assert found("List of who was erased").grade == "ok"
    Tombstone.objects.create(mark="a" * 64, ground=ErasureGround.MISTAKE, erased_at=AT)
    assert found("List of who was erased").grade == "error"
    settings.TOMBSTONE_FILE.write_text("{}\n")
    assert found("List of who was erased").grade == "ok"
    settings.TOMBSTONE_FILE.write_text("{}\n{}\n")
    assert "Line 1" in found("List of who was erased").message
    settings.TOMBSTONE_FILE.unlink()
    tombstones.write(tombstones.Stone("a" * 64, ErasureGround.MISTAKE, AT))
    assert found("List of who was erased").grade == "ok"
    settings.SECRET_KEY = "another" * 8
    assert "key" in found("List of who was erased").message


@pytest.mark.django_db
def test_an_old_key_is_told_and_so_is_a_lost_one(settings: Settings) -> None:
    assert found("Data keys").grade == "ok"
    assert found("Data keys", at=AT + timedelta(days=400)).grade == "warning"
    settings.DATA_KEY = "another" * 8
    lost = found("Data keys")
    assert lost.grade == "error"
    assert DataKey.objects.values_list("pk", flat=True)[0] in lost.message


def test_second_steps_are_counted_in_ones_own_units(cast: Cast) -> None:
    subject = "Administrators and quality staff without a second step"
    assert found(subject, paths=(cast.provider.path,)).message == "2 persons"  # Farid and Gerda
    Authenticator.objects.create(user=cast.gerda.user, type=Authenticator.Type.TOTP, data={})
    assert found(subject, paths=(cast.provider.path,)).message == "1 person"
    assert found(subject, paths=(cast.other_provider.path,)).grade == "ok"


def test_roles_of_people_who_no_longer_sign_in_are_counted(cast: Cast) -> None:
    subject = "Roles without an end, of people who no longer sign in"
    assert found(subject).grade == "ok"
    cast.carla.user.last_login = AT - timedelta(days=200)
    cast.carla.user.save()
    assert found(subject).message == "1 person, for half a year or more"
    role = cast.carla.roles.get()
    role.period = (date(2026, 1, 1), date(2099, 1, 1))
    role.save()
    assert found(subject).grade == "ok"


def test_tokens_that_nobody_uses_are_counted(cast: Cast) -> None:
    made = ApiToken.objects.create(
        owner=cast.gerda,
        unit=cast.provider,
        name="Old",
        scopes=[Scope.values[0]],
        token_hash="a" * 64,
        ending="abcd",
        made_at=AT - timedelta(days=100),
        expires_at=AT + timedelta(days=1),
    )
    assert found("API tokens that nobody uses").grade == "warning"
    made.last_used_at = AT
    made.save()
    assert found("API tokens that nobody uses").grade == "ok"


def test_the_page_says_it_in_words_and_tells_no_secret(cast: Cast, signed_in: SignIn, settings: Settings) -> None:
    settings.SECRET_KEY_FALLBACKS = ["formersecret"]
    page = signed_in(cast.gerda).get("/safety/").content.decode()
    assert "Backup" in page
    assert "clientvoice backup" in page
    secrets = (settings.SECRET_KEY, settings.DATA_KEY, "formersecret", settings.REDIS_URL)
    assert not [secret for secret in secrets if secret in page]


def test_the_page_says_so_when_all_is_well(cast: Cast, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    fine: Callable[..., list[Finding]] = lambda *_paths, **_at: [Finding("Backup", "ok", "fine")]  # noqa: E731 -- a stand-in
    monkeypatch.setattr("clientvoice.safety.views.from_settings", fine)
    monkeypatch.setattr("clientvoice.safety.views.from_records", fine)
    page = signed_in(cast.gerda).get("/safety/").content.decode()
    assert "Nothing unsafe was found" in page or "niets onveiligs" in page.lower()


def test_whoever_finds_a_leak_is_told_where_to_go(client: Browser, settings: Settings) -> None:
    settings.SECURITY_CONTACT, settings.SECURITY_EXPIRES = "security@stem.example", date(2027, 6, 30)
    found = client.get("/.well-known/security.txt")
    assert found.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert found.content.decode().splitlines() == [
        "Contact: mailto:security@stem.example",
        "Expires: 2027-06-30T00:00:00Z",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
    ]


CONNECTION = {
    "key": "de-hof",
    "name": "De Hof",
    "issuer": "https://login.dehof.example",
    "client_id": "x",
    "client_secret": "a secret of both",
}


def test_a_connection_needs_a_unit_that_is_there(cast: Cast, settings: Settings) -> None:
    subject = "Sign-in with the organisation's own account"
    settings.IDENTITY_PROVIDERS = json.dumps([CONNECTION | {"unit": str(cast.provider.pk)}])
    assert (found(subject).grade, found(subject).message) == ("ok", "De Hof")
    settings.IDENTITY_PROVIDERS = json.dumps([CONNECTION | {"unit": str(cast.anna.pk)}])
    told = found(subject)
    assert (told.grade, told.message) == ("error", "its unit does not exist: de-hof")
    assert "a secret of both" not in str(told)


@pytest.mark.django_db
def test_without_a_connection_nothing_is_said_of_it() -> None:
    assert not [one for one in from_records(None, at=AT) if one.subject.startswith("Sign-in")]
