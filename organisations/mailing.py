"""Mail to staff and relatives: plain text, in the language of who made it needed. Nothing typed stands in a header.

The address of the site comes from `BASE_URL`, never from a request.
"""

from collections.abc import Callable, Mapping
from typing import Any

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from organisations.choices import MailKind
from organisations.clock import today
from organisations.models import Mail, User
from organisations.queries.relatives import standing_relatives
from organisations.relative_links import LINK_SECONDS, relative_token
from organisations.signing import email_token, invitation_token

Context = Mapping[str, Any]


def message(mail: Mail, user: User) -> EmailMessage | None:
    """Return the mail in words; None when there is nothing to tell any more, or no address to tell it to."""
    # Never to an address as it was typed, unless its owner is known: it may only look like theirs.
    to = (mail.address if mail.user_id else "") or user.email
    context = LINKS.get(MailKind(mail.kind), _no_link)(mail, user)
    if not to or context is None:
        return None
    with translation.override(mail.language):
        words = {"name": _name(user), "username": user.username, "site": settings.BASE_URL, **context}
        subject = render_to_string(f"mail/{mail.kind}_subject.txt", words)
        body = render_to_string(f"mail/{mail.kind}.txt", words)
    return EmailMessage(" ".join(subject.split()), body, to=[to], headers={"Auto-Submitted": "auto-generated"})


def _name(user: User) -> str:
    person = getattr(user, "staff", None) or getattr(user, "relative", None)
    return person.name if person else user.username


def _no_link(_mail: Mail, _user: User) -> Context | None:
    return {}


def _invitation(_mail: Mail, user: User) -> Context | None:
    invitation = getattr(getattr(user, "staff", None), "invitation", None)
    if invitation is None or invitation.accepted_at:
        return None
    link = _link("account_invitation_open", token=invitation_token(invitation))
    return {"link": link, "ends_at": invitation.ends_at, "by": invitation.invited_by}


def _password_reset(_mail: Mail, user: User) -> Context | None:
    if not user.has_usable_password():  # the way in is an invitation, or the own organisation: no second one beside it
        return None
    key = EmailAwarePasswordResetTokenGenerator().make_token(user)
    return {"link": _link("account_reset_password_from_key", uidb36=user_pk_to_url_str(user), key=key)}


def _email_confirm(mail: Mail, user: User) -> Context | None:
    return {"link": _link("account_email_confirm", token=email_token(user, mail.address))}


def _relative_link(_mail: Mail, user: User) -> Context | None:
    relative = standing_relatives(on=today()).filter(user=user).first()  # not when the client died since it was asked
    letter = relative.codes.filter(voided_at=None).first() if relative else None
    return {"link": _link("near-code", token=relative_token(letter)), "minutes": LINK_SECONDS // 60} if letter else None


def _link(name: str, **kwargs: str) -> str:
    return f"{settings.BASE_URL}{reverse(name, kwargs=kwargs)}"


LINKS: Mapping[MailKind, Callable[[Mail, User], Context | None]] = {
    MailKind.INVITATION: _invitation,
    MailKind.PASSWORD_RESET: _password_reset,
    MailKind.EMAIL_CONFIRM: _email_confirm,
    MailKind.RELATIVE_LINK: _relative_link,
}
"""What a mail brings along beside name and site; None when it has no use any more."""
