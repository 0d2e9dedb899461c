"""Starting a child process that never outlives its parent, and ending it."""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import psutil

PATIENCE = 15  # seconds a process gets to end by itself


class EngineError(Exception):
    """An engine or child process could not be started; the message says what to do."""


@cache
def setpriv() -> str | None:
    """The path of a `setpriv` that can tie a child's life to its parent's, or None (macOS, Alpine)."""
    path = shutil.which("setpriv")
    if path is None:
        return None
    known = subprocess.run([path, "--help"], capture_output=True, text=True, check=False).stdout
    return path if "--pdeathsig" in known else None


def tied(command: Sequence[str | Path], *, farewell: signal.Signals = signal.SIGTERM) -> list[str]:
    """`command`, made such that the kernel sends it `farewell` when the process that started it is gone."""
    plain = [str(word) for word in command]
    tool = setpriv()
    return [tool, "--pdeathsig", farewell.name.removeprefix("SIG"), "--", *plain] if tool else plain


@contextlib.contextmanager
def child(
    command: Sequence[str | Path],
    *,
    log: Path,
    farewell: signal.Signals = signal.SIGTERM,
    env: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run `command` with its output added to `log`; on leaving, send it `farewell` and wait until it is gone.

    The child has a process group of its own: a Ctrl-C in the terminal reaches only us, who end them in order.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(
            tied(command, farewell=farewell),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            process_group=0,
            env=env,
        )
    try:
        yield process
    finally:
        end(process, farewell)


def end(process: subprocess.Popen[bytes], farewell: signal.Signals = signal.SIGTERM) -> None:
    """End `process`, kindly first; what is left of its group after `PATIENCE` seconds is killed."""
    if process.poll() is None:
        process.send_signal(farewell)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end_leftover(pid_file: Path, home: Path) -> None:
    """End the process that a killed run left behind, if `pid_file` still names one that works in `home`."""
    with contextlib.suppress(OSError, ValueError, IndexError, psutil.Error):
        process = psutil.Process(int(pid_file.read_text().splitlines()[0]))
        # A pid is used again after a restart of the machine; only a process at home in this folder is ours.
        if Path(process.cwd()).resolve() == home.resolve():
            process.send_signal(signal.SIGINT)
            _wait_or_kill(process)
    pid_file.unlink(missing_ok=True)


def _wait_or_kill(process: psutil.Process) -> None:
    try:
        process.wait(PATIENCE)
    except psutil.TimeoutExpired:
        process.kill()
        process.wait(PATIENCE)


def last_words(log: Path, lines: int = 8) -> str:
    """The last lines of a log, to show with an error."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""
