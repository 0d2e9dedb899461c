"""Statements that the database plans once per connection, for the few calls that many make at once."""

from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import connection


def one_row(statement: str, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Run a statement and return its first row, None without one. Raises Django's database errors.

    A connection that ran it `prepare_threshold` times (settings) has it prepared. Django has no door to that, so this
    goes to the driver, over Django's own connection and its checks. What it selects has to be of a type that no
    migration changes, so cast to text what is text: a prepared statement fails once when its result changes shape.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with (
        connection.wrap_database_errors,
        psycopg.Cursor[tuple[Any, ...]](connection.connection) as cursor,
    ):
        cursor.execute(statement.encode(), values)
        return cursor.fetchone()
