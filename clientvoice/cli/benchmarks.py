"""`clientvoice bench`: the figures that matter, each beside its limit, on this machine."""

import contextlib
import json
import os
import shutil
import socket
import sys
import time
from collections.abc import Iterator
from typing import Any

import click
import django

from clientvoice import catalogues
from clientvoice.cli.environment import var
from clientvoice.cli.probing import answers
from clientvoice.embedded import EngineError, engines
from clientvoice.embedded.processes import child, last_words
from clientvoice.staticfiles import collect_when_stale

HOST = "127.0.0.1"
PATIENCE = 60  # seconds for the site to answer
WORKERS = 2


@click.command()
def bench() -> None:
    """Measure, each figure beside its limit in the same run; writes var/bench.json. Never touches your own database."""
    _keep("definitions", _definitions())
    folder = var() / "bench"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        with engines(folder, join=False) as found:
            os.environ |= {"DATABASE_URL": found.database_url, "REDIS_URL": found.redis_url}
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clientvoice.settings")
            catalogues.refresh()
            django.setup()
            collect_when_stale()
            _served()
    except (EngineError, RuntimeError) as error:
        raise click.ClickException(str(error)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _definitions() -> dict[str, Any]:
    from clientvoice.bench import definitions

    measured = definitions.measure()
    for each in measured:
        click.echo(f"  {each.what}: {each.seconds:.3f} s (limit {each.limit} s; parsing alone {each.parsed:.3f} s)")
    return definitions.as_json(measured)


def _served() -> None:
    """Measure what a web server over a filled database is asked."""
    # Models load once Django is set up, and not before.
    from django.core.management import call_command

    from clientvoice.bench import people, submissions

    click.echo("  Preparing a database and a web server …")
    call_command("migrate", interactive=False, verbosity=0)
    seats, accounts = people.seats(submissions.SEATS), people.accounts()
    with _site() as port:
        _keep("submission", _submissions(port, seats))
        _keep("signing_in", _signing_in(port, accounts))


def _submissions(port: int, seats: list[tuple[str, str]]) -> dict[str, Any]:
    from clientvoice.bench import submissions

    measured = []
    click.echo("  clients   submissions/s   bare inserts/s   ratio (goal: at least 0.5)")
    for each in submissions.measure(port, seats):
        numbers = f"{each.submissions_per_second:>15} {each.bare_inserts_per_second:>16}"
        click.echo(f"  {each.clients:>7} {numbers}   {each.ratio}")
        measured.append(each)
    return submissions.as_json(measured)


def _signing_in(port: int, accounts: dict[str, Any]) -> dict[str, Any]:
    from clientvoice.bench import signing_in

    measured = signing_in.measure(port, accounts)
    for each in measured:
        figures = f"{each.seconds:.3f} s (limit {each.limit} s; hashing the password, {each.hashing:.3f} s, left out)"
        click.echo(f"  sign-in to first page, {each.role}: {figures}")
    return signing_in.as_json(measured)


@contextlib.contextmanager
def _site() -> Iterator[int]:
    """Serve the site with the bare insert beside it, as production does; yields the port."""
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
    words = ("--bind", f"{HOST}:{port}", "--workers", str(WORKERS), "--threads", "4", "--worker-class", "gthread")
    command = [sys.executable, "-m", "gunicorn", "clientvoice.bench.wsgi", *words, "--preload", "--no-control-socket"]
    log = var() / "log" / "bench.log"
    with child(command, log=log):
        limit = time.monotonic() + PATIENCE
        while not answers(HOST, port, page="/health/live"):
            if time.monotonic() > limit:
                message = f"The site did not start. The last lines of {log}:\n{last_words(log)}"
                raise EngineError(message)
            time.sleep(0.1)
        yield port


def _keep(name: str, figures: dict[str, Any]) -> None:
    """Write the figures beside those of other benchmarks."""
    path = var() / "bench.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = json.loads(path.read_text()) if path.exists() else {}
    machine = {"cores": os.cpu_count(), "python": sys.version.split()[0], "web_workers": WORKERS}
    path.write_text(json.dumps(kept | {name: figures | {"machine": machine}}, indent=2) + "\n")
    click.echo(f"  Written to {path}")
