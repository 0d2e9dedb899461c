"""A real mail server for tests, and the worker's work of bringing mail to it."""

import re
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from pytest_django import Settings

from organisations.clock import now
from organisations.models import Mail
from organisations.operations.mail import send_mail

LINK = re.compile(r"https?://\S+")


class Post:
    """What arrived, in order; `bring` does first what the worker would do."""

    def __init__(self) -> None:
        self.arrived: list[EmailMessage] = []
        self.recipients: list[list[str]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        self.arrived.append(message_from_bytes(envelope.content, policy=policy.default))
        self.recipients.append(envelope.rcpt_tos)
        return "250 OK"

    def bring(self) -> list[EmailMessage]:
        """Send all mail that waits, and return all that arrived so far."""
        for mail_id in list(Mail.objects.values_list("pk", flat=True)):
            send_mail(mail_id=mail_id, at=now())
        return self.arrived

    def link(self) -> str:
        """Return the path of the link in the last mail that arrives."""
        found = LINK.search(self.bring()[-1].get_content())
        assert found
        return urlsplit(found[0]).path


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    """A mail server on a port of its own, to which the site sends."""
    post = Post()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", _free_port()
    server = Controller(post, hostname=settings.EMAIL_HOST, port=settings.EMAIL_PORT)
    server.start()
    yield post
    server.stop()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port
