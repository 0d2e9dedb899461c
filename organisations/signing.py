"""The links that are mailed: signed, so that only this installation makes them, and each for one use."""

from uuid import UUID

from django.core import signing

from organisations.models import StaffInvitation, User

INVITATION = "clientvoice.invitation"
EMAIL = "clientvoice.email"
EMAIL_HOURS = 24


def invitation_token(invitation: StaffInvitation) -> str:
    """Return the token of an invitation; it ends when the invitation is used, sent again or withdrawn."""
    return signing.dumps(invitation.nonce.hex, salt=INVITATION)


def invitation_nonce(token: str) -> UUID | None:
    """Return the nonce in a token; None for a token that was not made here."""
    try:
        return UUID(signing.loads(token, salt=INVITATION))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def email_token(user: User, address: str) -> str:
    """Return the token by which somebody shows that an address is theirs. It ends when the address was changed."""
    return signing.dumps([user.pk.hex, user.email, address], salt=EMAIL)


def confirmed_address(user: User, token: str) -> str | None:
    """Return the address that a token of this user stands for; None for a token that is not theirs, used or too old."""
    try:
        owner, former, address = signing.loads(token, salt=EMAIL, max_age=EMAIL_HOURS * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return address if (owner, former) == (user.pk.hex, user.email) else None
