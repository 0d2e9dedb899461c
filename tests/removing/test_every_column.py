"""A mark in every column of every table that can hold something about a client: after the removal none of them stands.

Rows are made from the models themselves, so that a new table or column is marked without anybody thinking of it.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import redis
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings as site
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.core import mail
from django.core.files.storage import default_storage
from django.db import connection, models
from django.db.backends.postgresql.psycopg_any import DateRange
from pytest_django import Settings

from organisations import files
from organisations.choices import ErasureGround
from organisations.clock import now, today
from organisations.models import AccessEvent, RemovalCertificate, User
from organisations.operations.erasure import erase_due
from supportplans.models import HandOver
from surveys.models import SnapshotItem, Submission
from tests.cast import Cast
from tests.factories import UserFactory
from tests.removing.stories import asked_to_remove, build_past
from tests.removing.test_rooms import with_a_path_to_a_client

MARK = "Qzspoor"
"""A word that stands in no text of ours, short enough for every column."""
ABOUT_CLIENTS = sorted(with_a_path_to_a_client() - {RemovalCertificate}, key=lambda model: model._meta.label)
CHECKED: dict[str, dict[str, Any]] = {
    "organisations.EmergencyAccess": {"ends_at": lambda: now() + timedelta(hours=1)},
    "organisations.Correction": {"field": "first_name"},
    "organisations.ErasureRequest": {"withdrawn_at": now, "done_at": None, "foreseen": dict},
    "supportplans.Goal": {"wanted_by_client": True},
    "supportplans.HandOver": {"state": "sent", "received_as": None},
    "surveys.Case": {"needed": 2},
    "surveys.Submission": {"id": uuid4, "mode": "named"},
}
"""What the database insists on; everything else is filled by what the column is."""
NOT_FOR_WORDS = {
    *("supportplans.Agreement.mode", "supportplans.ChangeFlag.mode"),
    *("organisations.AnsweringProfile.chosen_by_client", "organisations.Correction.field"),
    *("organisations.ClientPhoto.file", "organisations.PersonExport.file", "surveys.MediaItem.file"),
    "organisations.ErasureRequest.foreseen",
}
"""Columns that hold one word, a name of a column, the name of a file (in which the mark stands), or counts."""

KEPT_ON_PURPOSE = {
    "organisations.AccessEvent": "who looked, for the keeper of the log: an id that leads nowhere any more",
    "organisations.ErasureRequest": "that it was asked and done, without the person",
    "organisations.RemovalCertificate": "what went, by kind and number",
    "organisations.Tombstone": "a keyed hash, so that a backup brings nobody back",
    "surveys.SnapshotItem": "that a result counted somebody, with nothing behind it",
    "surveys.ErasedFigure": "how many went, as a number per unit",
}
"""What stands after a removal because of it, and why."""
NEVER_ABOUT_A_CLIENT = {
    "account": "sign-ins: of staff, and of relatives, with whom they go",
    "auth": "rights of Django, which nobody here uses",
    "contenttypes": "names of tables",
    "mfa": "second factors: of staff, and of relatives, with whom they go",
    "sessions": "sign-ins of hours; staff who changes a profile has its former settings there until then",
    "usersessions": "sign-ins of hours",
    "organisations.ApiToken": "connected systems",
    "organisations.Backup": "names of backups, which are moments",
    "organisations.ClaimRole": "groups of an identity provider",
    "organisations.DataKey": "keys, wrapped",
    "organisations.Device": "tablets of teams",
    "organisations.ExternalIdentity": "sign-ins of staff",
    "organisations.IdentitySession": "sign-ins of staff",
    "organisations.Mail": "an address until the mail has gone, a day at most",
    "organisations.OwnPicture": "pictures of an organisation, with a licence",
    "organisations.PendingImport": "a file with people between its preview and the yes, an hour at most",
    "organisations.PictureSet": "pictures of an organisation, with a licence",
    "organisations.RoleAssignment": "roles of staff",
    "organisations.Staff": "staff",
    "organisations.StaffInvitation": "staff",
    "organisations.TraceExport": "events of the log, for seven days; sealed, for its keeper",
    "organisations.Unit": "places",
    "organisations.UnknownClaim": "groups of an identity provider",
    "organisations.UsedLogoutToken": "hashes of messages of an identity provider",
    "organisations.User": "sign-ins: of staff, and of relatives, with whom they go",
    "organisations.Wording": "words of an organisation",
    "reports.Publication": "results, which count groups",
    "reports.PublishedGroup": "results, which count groups",
    "surveys.InstrumentProposal": "questions, not answers",
    "surveys.Release": "questions, not answers",
    "surveys.Round": "rounds; their names are given by staff for all who are asked",
    "surveys.RoundRelease": "which questions a round asks",
    "surveys.RoundUnit": "places, as they were",
}
"""Every other table, and why nothing about a client stands in it."""


def label(model: type[models.Model]) -> str:
    return model._meta.label


def marked(field: Any) -> Any:
    """Return what a column holds: the mark wherever words fit."""
    simple: list[tuple[Any, Callable[[], Any]]] = [
        (models.JSONField, lambda: {"said": {"value": MARK}}),
        (ArrayField, lambda: [] if field.base_field.choices else [MARK]),
        (models.BinaryField, MARK.encode),
        (models.EmailField, f"{MARK}@example.org".lower),
        ((models.CharField, models.TextField), lambda: MARK),
        (models.UUIDField, uuid4),
        (models.BooleanField, lambda: True),
        (models.IntegerField, lambda: 1),
        (models.DateTimeField, now),
        (models.DateField, today),
        (DateRangeField, lambda: DateRange(date(2010, 1, 1), date(2011, 1, 1))),
    ]
    if field.choices:
        return next(value for value, _words in field.flatchoices if value)
    return next(make() for kinds, make in simple if isinstance(field, kinds))


def refers_to(field: Any, rows: dict[str, models.Model]) -> models.Model | None:
    """Return a row about Anna where there is one, else a place or somebody of staff, else any row."""
    related = field.related_model
    return rows.get(label(related)) or related._default_manager.order_by("pk").first()


def filled(model: type[models.Model], rows: dict[str, models.Model]) -> models.Model:
    """Return a new row in which every column holds the mark or refers to Anna."""
    values: dict[str, Any] = {}
    for field in model._meta.local_fields:
        if field.primary_key or (field.name == "mode" and field.has_default()):
            continue
        values[field.name] = refers_to(field, rows) if isinstance(field, models.ForeignKey) else marked(field)
        if field.name == "file":
            values["file"] = files.keep(MARK.encode(), folder="answers")
    checked = CHECKED.get(label(model), {})
    values |= {name: value() if callable(value) else value for name, value in checked.items()}
    return model._default_manager.create(**values)


def mark_everything(cast: Cast, answered: UUID) -> dict[str, models.Model]:
    """Give Anna a marked row in every table about clients; returns one of each."""
    found: dict[str, models.Model] = {"organisations.Client": cast.anna, "organisations.Relative": cast.bram}
    found |= {"organisations.Unit": cast.provider, "organisations.Staff": cast.carla}
    answer = Submission.objects.get(pk=answered)
    asked = answer.session.invitation
    there = (answer.session, asked, asked.frame_member, cast.anna.representations.get())
    found |= {label(type(row)): row for row in there}
    found["surveys.Submission"] = filled(Submission, found)
    for model in ABOUT_CLIENTS:
        if label(model) not in found:
            found[label(model)] = made_or_there(model, found)
    own = {"received_as": cast.anna, "document": {"said": MARK}, "state": "accepted", "sent_at": now()}
    HandOver.objects.create(provider=cast.other_provider, receiver=cast.provider, consent_on=today(), **own)
    for row in (cast.anna, cast.bram, *there):
        mark_words(row)
    return found


def made_or_there(model: type[models.Model], found: dict[str, models.Model]) -> models.Model:
    """Return a new row, or the only one that there may be, marked."""
    only = {field.name for field in model._meta.local_fields if isinstance(field, models.OneToOneField)}
    own = {name: found[label(model._meta.get_field(name).related_model)] for name in only}  # type: ignore[arg-type]
    there = model._default_manager.filter(**own).first() if own and None not in own.values() else None
    if there is None:
        return filled(model, found)
    mark_words(there)
    return there


def mark_words(row: models.Model) -> None:
    """Write the mark into every column of words of a row that was there already."""
    kinds = models.CharField | models.TextField | models.JSONField
    fields = [field for field in row._meta.local_fields if isinstance(field, kinds)]
    names = [field.name for field in fields if not field.choices and not field.primary_key and not field.is_relation]
    for name in names:
        setattr(row, name, marked(row._meta.get_field(name)))  # type: ignore[arg-type]
    row.save(update_fields=names)


def unmarked(rows: dict[str, models.Model]) -> set[str]:
    """Return the columns about Anna in which words fit and the mark does not stand."""
    kinds = models.CharField | models.TextField | models.JSONField | models.BinaryField | ArrayField
    found = set()
    for row in (row for row in rows.values() if type(row) in ABOUT_CLIENTS):
        row.refresh_from_db()
        fields = [field for field in row._meta.local_fields if isinstance(field, kinds) and not field.choices]
        without = (one for one in fields if MARK.lower() not in str(getattr(row, one.name)).lower())
        found |= {f"{label(type(row))}.{one.name}" for one in without}
    return found


def said_anywhere() -> Iterator[str]:
    """Yield, for every row of every table, its table and all that it holds, opened where it is sealed."""
    for model in apps.get_models():
        for row in model._default_manager.all():
            yield f"{label(model)} {row.pk} {[field.value_from_object(row) for field in model._meta.local_fields]}"


def raw() -> str:
    """Return what lies in the database as it lies there, tables that no model knows included."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')  # noqa: S608 -- a table's own name
            found += [f"{table} {row}" for (row,) in cursor.fetchall()]
    return "\n".join(found)


def beside_the_database() -> str:
    """Return what lies in the media folder, Redis, the outbox and the list of who was erased."""
    stored = b"".join(path.read_bytes() for path in Path(site.MEDIA_ROOT).rglob("*") if path.is_file())
    with redis.Redis.from_url(site.REDIS_URL) as broker:
        held = " ".join(f"{key} {broker.dump(key)!r}" for key in broker.scan_iter())
    sent = " ".join(str(one.message()) for one in mail.outbox)
    stones = Path(site.TOMBSTONE_FILE).read_text()
    return stored.decode("latin-1") + held + sent + stones


def with_account(cast: Cast) -> User:
    """Let Bram have an account of his own, with a mail address and a passkey."""
    cast.bram.user = UserFactory(username=MARK, email=f"{MARK}@example.org", first_name=MARK, last_name=MARK)
    cast.bram.save()
    EmailAddress.objects.create(user=cast.bram.user, email=f"{MARK}@example.org")
    Authenticator.objects.create(user=cast.bram.user, type="webauthn", data={"name": MARK})
    return cast.bram.user


def test_no_column_keeps_anything_of_somebody_who_was_removed(
    cast: Cast, settings: Settings, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    settings.TOMBSTONE_FILE, settings.MEDIA_ROOT = tmp_path / "stones.jsonl", tmp_path / "media"
    past = build_past(cast)
    with_account(cast)
    rows = mark_everything(cast, past.submission_id)
    ids = {f"{label(type(row))} {row.pk}" for row in rows.values() if type(row) in ABOUT_CLIENTS}
    assert unmarked(rows) == NOT_FOR_WORDS
    assert any(default_storage.listdir("answers")[1])
    asked_to_remove(cast.anna, ErasureGround.MISTAKE)
    with django_capture_on_commit_callbacks(execute=True):
        assert erase_due(at=now() + timedelta(days=8)) == 1
    left = list(said_anywhere())
    assert [line for line in left if MARK.lower() in line.lower()] == []
    still = {line for line in left for one in ids if line.startswith(f"{one} ")}
    assert {line.split()[0] for line in still} <= set(KEPT_ON_PURPOSE)
    about = [line for line in left if str(cast.anna.pk) in line or str(cast.bram.pk) in line]
    assert {line.split()[0] for line in about} <= {label(AccessEvent)}
    lying = raw() + beside_the_database()
    for trace in (MARK, MARK.lower(), MARK.encode().hex(), "de Wit"):
        assert trace not in lying
    assert SnapshotItem.objects.exclude(submission=None).count() == 0


def test_of_every_table_is_said_why_it_keeps_something_or_never_holds_anything() -> None:
    about = {label(model) for model in ABOUT_CLIENTS}
    every = {label(model) for model in apps.get_models()}
    said = about | set(KEPT_ON_PURPOSE) | set(NEVER_ABOUT_A_CLIENT)
    assert {one for one in every if one not in said and one.partition(".")[0] not in said} == set()
    assert {one for one in said if "." in one} <= every
    assert not about & set(NEVER_ABOUT_A_CLIENT)
