"""Asking a running site whether it is in order."""

import contextlib
import http.client
import os
from http import HTTPStatus
from urllib.parse import urlsplit

import click


def answers(host: str, port: int, *, page: str = "/health/ready", name: str | None = None) -> bool:
    """Whether the site at `host:port` gives `page`; anything but a success, silence too, is a no.

    `name` is the name under which the site is asked, where that differs from its address.
    """
    with contextlib.closing(http.client.HTTPConnection(host, port, timeout=5)) as connection:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection.request("GET", page, headers={"Host": name or f"{host}:{port}"})
            return connection.getresponse().status == HTTPStatus.OK
        return False


@click.command()
@click.option("--port", default=8000, show_default=True, envvar="PORT", type=click.IntRange(1, 65535))
def healthy(port: int) -> None:
    """Ask the site on this machine whether it is alive; exits with 1 when not. For container engines."""
    name = urlsplit(os.environ.get("BASE_URL", "")).hostname
    raise SystemExit(0 if answers("127.0.0.1", port, page="/health/live", name=name) else 1)
