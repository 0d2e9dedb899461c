"""Rows around signing in: invitations of staff, and mail that still has to go."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.choices import MailKind
from organisations.models.staff import Staff
from organisations.models.user import User


class StaffInvitation(models.Model):
    """The way by which somebody chooses the first password of their account; one per person.

    The link in the mail holds `nonce`, signed. Sending it again makes a new nonce, so that a former link ends.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    staff = models.OneToOneField(Staff, models.CASCADE, related_name="invitation")
    nonce = models.UUIDField(unique=True, default=uuid4, editable=False)
    invited_by = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(_("sent"))
    ends_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.pk)


class Mail(models.Model):
    """A mail that still has to go: who gets what, never the words. The row goes when the mail has gone.

    `user` is empty where somebody only typed an address; whether it belongs to anybody is found out when it is sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=30, choices=MailKind.choices)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    address = models.EmailField(blank=True, help_text=_("Empty: the address of the account when it is sent."))
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    asked_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.pk)
