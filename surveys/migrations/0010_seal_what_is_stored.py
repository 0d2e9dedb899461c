import json

from django.db import connection, migrations, transaction
from psycopg.types.json import Jsonb

from instruments.serialising import from_json
from organisations.sealing.migrating import seal_tables, unseal_tables
from organisations.sealing.unreadable import refuse_unreadable
from surveys.keys import content_hash, stored_hash
from surveys.sealed_answers import opened_answers, sealed_answers

TABLES = [f"surveys.{name}" for name in ("AnsweringSession", "Draft", "Invitation", "LosingDraft", "Quarantine")]
AT_ONCE = 500
PLAIN_HASH = "length(content_hash) = 64"
"""Hexadecimals of a SHA-256; a keyed one is shorter."""
SAID = ("part", "helped", "style", "language", "order_shown")


def seal(apps, _schema_editor):
    seal_tables(apps, *TABLES)
    _submissions(PLAIN_HASH, _sealed)
    _kept_aside(PLAIN_HASH, lambda _content, plain: stored_hash(plain))


def unseal(apps, _schema_editor):
    unseal_tables(apps, *TABLES)
    _submissions(f"NOT {PLAIN_HASH}", _plain)
    _kept_aside(f"NOT {PLAIN_HASH}", lambda content, _keyed: content_hash(content))


def _sealed(row, definitions):
    """Give the answers with their words sealed, and the keyed hash; words of a type that is gone stay as they are."""
    answers = row["answers"]
    try:
        answers = sealed_answers(definitions[row["sha256"]], answers, row["id"])
    except (LookupError, ValueError) as error:
        print(f" The answers {row['id']} stay as they are: {error}")
    return answers, stored_hash(row["content_hash"])


def _plain(row, _definitions):
    answers = opened_answers(row["answers"], row["id"])
    refuse_unreadable(answers)
    said = {"id": str(row["id"]), "session": str(row["session_id"])} | {name: row[name] for name in SAID}
    return answers, content_hash(said | {"answers": answers})


def _submissions(condition, change):
    """Change the words and the hash of each submission.

    What was said never changes, so the trigger that refuses it is off, only within the transaction of each batch: that
    holds the lock which whoever writes waits for, so nothing else passes meanwhile.
    """
    definitions = _Definitions()
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("ALTER TABLE surveys_submission DISABLE TRIGGER submission_never_changes")
            rows = _read(cursor, condition)
            changed = [(row["id"], *change(row, definitions)) for row in rows]
            cursor.executemany(
                "UPDATE surveys_submission SET answers = %s, content_hash = %s WHERE id = %s",
                [(Jsonb(answers), hashed, pk) for pk, answers, hashed in changed],
            )
            cursor.execute("ALTER TABLE surveys_submission ENABLE TRIGGER submission_never_changes")
        if len(rows) < AT_ONCE:
            return


def _read(cursor, condition):
    cursor.execute(
        f"""
        SELECT submission.id, session_id, part, helped, style, language, order_shown::text, answers::text,
               content_hash, release.sha256
          FROM surveys_submission submission
          JOIN surveys_answeringsession session ON session.id = submission.session_id
          JOIN surveys_release release ON release.id = session.release_id
         WHERE {condition} LIMIT {AT_ONCE}
        """
    )
    names = [column.name for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [row | {name: json.loads(row[name]) for name in ("order_shown", "answers")} for row in rows]


class _Definitions(dict):
    """Definitions by their hash, each read once."""

    def __missing__(self, sha256):
        with connection.cursor() as cursor:
            cursor.execute("SELECT definition::text FROM surveys_release WHERE sha256 = %s LIMIT 1", [sha256])
            self[sha256] = from_json(json.loads(cursor.fetchone()[0]))
        return self[sha256]


def _kept_aside(condition, change):
    """Change the hash of each thing that was kept aside; its content is a sealed field."""
    from surveys.models import Quarantine

    content = Quarantine._meta.get_field("content")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT id, content::text, content_hash FROM surveys_quarantine WHERE {condition}")
        rows = [(pk, content.opened(json.loads(stored)), hashed) for pk, stored, hashed in cursor.fetchall()]
        cursor.executemany(
            "UPDATE surveys_quarantine SET content_hash = %s WHERE id = %s",
            [(change(said, hashed), pk) for pk, said, hashed in rows],
        )


class Migration(migrations.Migration):
    """Seal what was answered, begun, kept aside and noted before there were seals, in batches."""

    atomic = False
    dependencies = [("surveys", "0009_sealed_fields"), ("organisations", "0012_data_keys")]
    operations = [migrations.RunPython(seal, unseal)]
