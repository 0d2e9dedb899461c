"""`clientvoice demo`: the whole platform with a fictional organisation, in one command."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from clientvoice.cli.environment import addresses_given, django_ready, var
from clientvoice.cli.probing import answers
from clientvoice.cli.publishing import publish_ours
from clientvoice.cli.serving import beat_command, web_command, worker_command
from clientvoice.embedded import EngineError, forget
from clientvoice.embedded.processes import child, last_words
from clientvoice.staticfiles import collect_when_stale

HOST = "127.0.0.1"
PATIENCE = 60  # seconds for the site to answer

Children = dict[str, "subprocess.Popen[bytes]"]


@click.command()
@click.option("--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(1, 65535))
@click.option("--fresh", is_flag=True, envvar="FRESH", help="Begin anew: throw the demonstration's data away.")
def demo(port: int, *, fresh: bool) -> None:
    """Run the whole platform with a fictional organisation; Ctrl-C ends it."""
    _check_port(port)
    os.environ["BASE_URL"] = f"http://{HOST}:{port}"
    os.environ.setdefault("EMAIL_URL", f"filemail:///{quote(str(_mail_folder()))}")
    _begin_anew_if_needed(fresh=fresh)
    _say("Starting PostgreSQL and Redis" if not addresses_given() else "Using DATABASE_URL and REDIS_URL")
    with django_ready():
        facts = _prepare()
        with _processes(port) as children:
            _welcome(facts)
            _watch(children)


def _say(text: str) -> None:
    click.echo(f"  {text} …")


def _check_port(port: int) -> None:
    try:
        socket.create_server((HOST, port)).close()
    except OSError as error:
        message = f"Port {port} is taken or not allowed. Choose another: PORT={port + 1} make demo"
        raise click.ClickException(message) from error


def _facts_file() -> Path:
    return var() / "demo-facts.json"


def _mail_folder() -> Path:
    """Where mail lies that would go to somebody: a file each."""
    return var() / "mail"


def _unfinished_file() -> Path:
    """Exists from the start of a build to its end: a demo organisation is whole or begun again."""
    return var() / "demo-unfinished"


def _begin_anew_if_needed(*, fresh: bool) -> None:
    if not (fresh or _unfinished_file().exists()):
        return
    if addresses_given():
        message = "The data in DATABASE_URL are yours: empty that database yourself, then start the demo again."
        raise click.ClickException(message)
    _say("Beginning anew")
    try:
        forget(var())
    except EngineError as error:
        message = f"{error} End that command first (Ctrl-C in its window)."
        raise click.ClickException(message) from error
    for folder in (var() / "media", _mail_folder()):
        shutil.rmtree(folder, ignore_errors=True)
    for path in (_facts_file(), _unfinished_file()):
        path.unlink(missing_ok=True)


def _prepare() -> dict[str, Any]:
    """Bring tables, data and static files up to date; gives the facts of the demo organisation."""
    from django.core.management import call_command

    _say("Bringing the tables up to date")
    call_command("migrate", interactive=False, verbosity=0)
    if collect_when_stale():
        _say("Collected the static files")
    facts = _read_facts() if _facts_file().exists() else _build()
    publish_ours()
    facts["base_url"] = os.environ["BASE_URL"]
    _facts_file().write_text(json.dumps(facts, ensure_ascii=False, indent=2))
    return facts


def _read_facts() -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(_facts_file().read_text())
    return facts


def _build() -> dict[str, Any]:
    from clientvoice.demo.organisation import build
    from organisations.models import Unit

    if Unit.objects.exists():
        message = "This database already holds an organisation of your own. FRESH=1 make demo throws it away."
        raise click.ClickException(message)
    _say("Making the demo organisation (once)")
    _unfinished_file().touch()
    facts: dict[str, Any] = build(_say)
    _facts_file().write_text(json.dumps(facts, ensure_ascii=False, indent=2))
    _unfinished_file().unlink()
    return facts


@contextlib.contextmanager
def _processes(port: int) -> Iterator[Children]:
    """Start the web, then worker and beat: all at once would slow down what people wait for."""
    children: Children = {}
    with contextlib.ExitStack() as running:
        _say("Starting web, worker and beat")
        children["web"] = running.enter_context(child(web_command(host=HOST, port=port, workers=2), log=_log("web")))
        _wait_until_ready(children, port)
        children["worker"] = running.enter_context(child(worker_command(concurrency=1), log=_log("worker")))
        children["beat"] = running.enter_context(child(beat_command(), log=_log("beat")))
        yield children


def _log(name: str) -> Path:
    return var() / "log" / f"{name}.log"


def _wait_until_ready(children: Children, port: int) -> None:
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        _check_alive(children)
        if answers(HOST, port):
            return
        time.sleep(0.1)
    message = f"The site does not answer. The last lines of {_log('web')}:\n{last_words(_log('web'))}"
    raise click.ClickException(message)


def _check_alive(children: Children) -> None:
    for name, process in children.items():
        if process.poll() is not None:
            message = f"The {name} process ended by itself. The last lines of {_log(name)}:\n{last_words(_log(name))}"
            raise click.ClickException(message)


def _welcome(facts: dict[str, Any]) -> None:
    click.echo("\nWho can sign in:")
    for user in facts.get("users", []):
        click.echo(f"  {user['username']:<20} {user['password']:<20} {user['role']}, {user['unit']}")
    click.echo("\nWhat to try:")
    for line in facts.get("try", []):
        click.echo(f"  {line}")
    click.echo(f"\nMail: {_mail_folder()}, a file each; it goes to nobody")
    click.echo(f"Logs: {_log('web').parent}    Stop: Ctrl-C\n")
    click.echo(f"READY {facts['base_url']}")


def _watch(children: Children) -> None:
    while True:
        _check_alive(children)
        time.sleep(1)
