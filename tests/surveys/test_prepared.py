"""What many do at once is planned by the database once per connection."""

import pytest
from django.conf import settings
from django.db import connection

from surveys.access import sender_by_secret
from surveys.choices import Mode
from tests.cast import Cast
from tests.surveys.asking import Sitting, open_test_round, sitting

THRESHOLD: int = settings.DATABASES["default"]["OPTIONS"]["prepare_threshold"]


@pytest.fixture
def seat(cast: Cast) -> Sitting:
    """Return Anna's open session, which this connection has looked up often enough."""
    open_test_round(cast.provider)
    seat = sitting(cast.anna)
    for _time in range(THRESHOLD + 1):
        sender_by_secret(seat.session.id, seat.secret)
    return seat


@pytest.mark.usefixtures("seat")
def test_a_statement_that_a_connection_uses_often_is_prepared() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        prepared = [statement for (statement,) in cursor.fetchall()]
    assert [statement.split() for statement in prepared if "secret_hash" in statement]


def test_a_migration_under_way_does_not_break_what_is_prepared(seat: Sitting) -> None:
    # In a block, so that the driver does not notice: elsewhere it is another process that migrates.
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("DO $$ BEGIN ALTER TABLE surveys_answeringsession ALTER mode TYPE varchar(40); END $$")
    found = sender_by_secret(seat.session.id, seat.secret)
    assert found
    assert found.mode == Mode.NAMED
