"""PostgreSQL's own programs, and the databases that they work on."""

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from django.db import connection
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from clientvoice.backup.manifest import BackupError
from clientvoice.embedded import EngineError
from clientvoice.embedded.postgres_server import binaries

LIBPQ = frozenset(option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults())
PER_MAJOR = 10_000  # PostgreSQL writes version 17.5 as 170005
# Tables, views, sequences and indexes; not PostgreSQL's own, nor those that an extension brought.
RELATIONS = r"""
    SELECT n.nspname, c.relname, c.relkind::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1, 2
"""
TABLE = "r"
# Whoever may not look into the others still sees that they are there; those without a name are PostgreSQL's own.
OTHERS = """
    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename IS NOT NULL
    AND pid NOT IN (pg_backend_pid(), {})
"""
Step = Callable[[int], None]


@dataclass(frozen=True)
class Database:
    """Where a database is, in the parameters of libpq; the password is never a word of a command."""

    parameters: dict[str, str] = field(repr=False)

    @classmethod
    def of_site(cls) -> "Database":
        """Return the database of the settings."""
        given = connection.get_connection_params()
        return cls({name: str(value) for name, value in given.items() if name in LIBPQ and value is not None})

    @classmethod
    def at(cls, url: str) -> "Database":
        """Return the database at an address."""
        return cls({name: str(value) for name, value in conninfo_to_dict(url).items()})

    @contextlib.contextmanager
    def connected(self) -> Iterator[psycopg.Connection]:
        """Yield a connection. Raises BackupError when there is none to be had."""
        try:
            opened = psycopg.connect(make_conninfo("", **self.parameters))
        except psycopg.OperationalError as error:
            raise BackupError("The database does not answer. `clientvoice doctor` says more.") from error
        with opened:
            yield opened

    def run(self, program: Path, *words: str, about: str = "", step: Step = lambda _lines: None) -> None:
        """Run one of PostgreSQL's programs on it; `step` hears of each line that has `about` in it.

        Raises BackupError with the program's own first complaint. The rest is left out: it may repeat a row.
        """
        place = make_conninfo("", **{name: value for name, value in self.parameters.items() if name != "password"})
        command = [str(program), "--verbose", "--no-password", f"--dbname={place}", *words]
        environment = os.environ | {"LC_ALL": "C", "PGPASSWORD": self.parameters.get("password", "")}
        with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr  # noqa: S101 -- tells the types what PIPE means
            complaints = list(_complaints(process.stderr, about, step))
        if process.returncode:
            raise BackupError(f"{program.name} failed. {complaints[0] if complaints else ''}".strip())


def _complaints(lines: Iterator[str], about: str, step: Step) -> Iterator[str]:
    for line in lines:
        if about and about in line:
            step(1)
        if "error:" in line:
            yield line.strip()


def tool(name: str, *, at_least: int) -> Path:
    """Return the path of `pg_dump` or `pg_restore`, as new as the server or newer. Raises BackupError."""
    found = {path: _major(path) for path in _tools(name)}
    for path, major in found.items():
        if major >= at_least:
            return path
    versions = " and ".join(map(str, found.values())) or "none"
    mend = f"Install the package postgresql-client-{at_least}, and try again."
    raise BackupError(f"This needs {name} {at_least} or newer; found: {versions}. {mend}")


def _tools(name: str) -> Iterator[Path]:
    with contextlib.suppress(EngineError):  # the embedded one is not installed, and need not be
        yield binaries() / name
    if on_path := shutil.which(name):
        yield Path(on_path)


def _major(path: Path) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = re.findall(r"\d+", said)
    return int(numbers[0]) if numbers else 0


def major_version(opened: psycopg.Connection) -> int:
    """Return the major version of the server."""
    return opened.info.server_version // PER_MAJOR


def tables(opened: psycopg.Connection) -> list[tuple[str, str]]:
    """Return schema and name of each table that is not PostgreSQL's own."""
    return [(str(schema), str(name)) for schema, name, kind in opened.execute(RELATIONS) if kind == TABLE]


def rows(opened: psycopg.Connection, step: Step = lambda _tables: None) -> dict[str, int]:
    """Count the rows of every table, as the running transaction sees them."""
    found = {}
    for schema, name in tables(opened):
        asked = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, name))
        found[f"{schema}.{name}"] = _number(opened, asked)
        step(1)
    return found


def is_empty(opened: psycopg.Connection) -> bool:
    """Whether nothing was ever made in it."""
    return opened.execute(RELATIONS).fetchone() is None


def others(opened: psycopg.Connection) -> int:
    """Return how many connections there are to it from elsewhere than this process."""
    mine = connection.connection.info.backend_pid if connection.connection else 0
    asked = sql.SQL(OTHERS).format(sql.Literal(mine))
    return _number(opened, asked)


def size(opened: psycopg.Connection) -> int:
    """Return how many bytes the database takes on disk."""
    return _number(opened, sql.SQL("SELECT pg_database_size(current_database())"))


def _number(opened: psycopg.Connection, asked: sql.SQL | sql.Composed) -> int:
    found = opened.execute(asked).fetchone()
    return int(found[0]) if found else 0
