"""Asking for a mail, and sending it. Sending is work for later: a page waits for no mail server, and shows none."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from organisations.choices import MailKind
from organisations.mailing import message
from organisations.models import Mail, User
from workers.queue import Job, enqueue

TRIED_FOR = timedelta(days=1)
"""How long a mail is tried again; older news does more harm than good."""


@transaction.atomic
def ask_for_mail(*, kind: MailKind, at: datetime, user: User | None = None, address: str = "") -> None:
    """Ask for a mail to somebody. Without `user`: to whoever has that address, if anybody has."""
    language = get_language() or settings.LANGUAGE_CODE
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    mail = Mail.objects.create(kind=kind, user=user, address=address, language=known, asked_at=at)
    enqueue(Job.SEND_MAIL, mail_id=mail.pk)


@transaction.atomic
def send_mail(*, mail_id: UUID, at: datetime) -> bool:
    """Send a mail and forget it; return whether anything went. One that went already, or is under way, is left alone.

    Raises what the mail server says (`OSError`, `smtplib.SMTPException`); the mail stays then, and is tried again. A
    server that dies at the last moment may so send it twice: better than somebody who waits for it in vain.
    """
    mail = Mail.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=mail_id).first()
    if mail is None:
        return False
    mail.delete()
    user = mail.user or User.objects.filter(email__iexact=mail.address, is_active=True).exclude(email="").first()
    words = message(mail, user) if user and at - mail.asked_at < TRIED_FOR else None
    return bool(words and words.send())
