"""A mail to somebody of staff."""

from uuid import UUID

from celery import shared_task

from organisations.clock import now
from organisations.operations.mail import send_mail as send
from workers.queue import Job


@shared_task(name=Job.SEND_MAIL.value)
def send_mail(*, mail_id: str, **_: object) -> None:
    """Send a mail; one that went already is left alone. Where the mail server is away, the sweep asks again."""
    send(mail_id=UUID(mail_id), at=now())
