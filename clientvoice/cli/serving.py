"""The long-running processes, web, worker and beat, and the migrations before them."""

import os
import subprocess
import sys

import click

from clientvoice.cli.environment import addresses_given, django_ready, engines_running, var
from clientvoice.cli.publishing import publish_ours
from clientvoice.embedded.processes import end, tied


def web_command(*, host: str, port: int, workers: int) -> list[str]:
    """The command that serves the site.

    Threads wait for the database side by side; the site is loaded once, before the workers part.
    """
    bind = ("--bind", f"{host}:{port}", "--workers", str(workers), "--threads", "4", "--worker-class", "gthread")
    limits = ("--timeout", "60", "--graceful-timeout", "20", "--max-requests", "20000", "--max-requests-jitter", "2000")
    return [sys.executable, "-m", "gunicorn", "clientvoice.wsgi", *bind, *limits, "--preload", "--no-control-socket"]


def worker_command(*, concurrency: int) -> list[str]:
    """The command that does the background work."""
    words = ("worker", "--loglevel", "INFO", "--concurrency", str(concurrency), "--without-gossip", "--without-mingle")
    return [sys.executable, "-m", "celery", "-A", "clientvoice.celery", *words]


def beat_command() -> list[str]:
    """The command that asks for what happens by the clock. Its own notes are worth nothing after a restart."""
    schedule = var() / "beat-schedule"
    return [
        sys.executable,
        "-m",
        "celery",
        "-A",
        "clientvoice.celery",
        "beat",
        "--loglevel",
        "INFO",
        "-s",
        str(schedule),
    ]


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option("--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, envvar="WEB_WORKERS", type=click.IntRange(1, 64))
def serve(host: str, port: int, workers: int) -> None:
    """Serve the site."""
    _become(web_command(host=host, port=port, workers=workers))


@click.command()
@click.option("--concurrency", default=2, show_default=True, envvar="WORKER_CONCURRENCY", type=click.IntRange(1, 64))
def worker(concurrency: int) -> None:
    """Do the background work: what follows after an answer, and publications."""
    _become(worker_command(concurrency=concurrency))


@click.command()
def beat() -> None:
    """Ask for what happens by the clock. Run exactly one."""
    var().mkdir(parents=True, exist_ok=True)
    _become(beat_command())


@click.command()
def migrate() -> None:
    """Bring the tables up to this version, and publish the instruments that come with it."""
    with django_ready():
        from django.core.management import call_command

        call_command("migrate", interactive=False)
        publish_ours()


def _become(command: list[str]) -> None:
    """Turn into `command`; with engines of our own, run it beside them instead and pass on how it ended."""
    if addresses_given():
        os.execv(command[0], command)
    with engines_running():
        process = subprocess.Popen(tied(command), process_group=0)
        try:
            sys.exit(process.wait())
        finally:
            end(process)
