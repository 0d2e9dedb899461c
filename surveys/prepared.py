"""Statements that the database plans once per connection, for the few calls that many make at once."""

from collections.abc import Mapping
from typing import Any

import psycopg
from django.db import connection


def one_row(statement: str, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Run a prepared statement and return its first row, None without one. Raises Django's database errors.

    Django has no door to prepared statements, so this goes to the driver, over Django's own connection and its checks.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with (
        connection.wrap_database_errors,
        psycopg.Cursor[tuple[Any, ...]](connection.connection) as cursor,
    ):
        cursor.execute(statement.encode(), values, prepare=True)
        return cursor.fetchone()
