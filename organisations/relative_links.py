"""The links by which relatives get in: signed, for half an hour and one use, and useless without the letter's code."""

from uuid import UUID

from django.core import signing
from django.utils.crypto import salted_hmac

from organisations.models import RelativeCode

LINK = "clientvoice.relative"
LINK_SECONDS = 30 * 60


def relative_code_hash(code: str) -> str:
    """Return the HMAC-SHA256 of a normalised code of a relative's letter, in hexadecimals."""
    return salted_hmac("organisations.relative-code", code, algorithm="sha256").hexdigest()


def hidden(email: str) -> str:
    """Return what stands for an e-mail address where it is only counted, such as a limit on tries."""
    return salted_hmac("organisations.relative-address", email.casefold(), algorithm="sha256").hexdigest()


def relative_token(letter: RelativeCode) -> str:
    """Return the token of a link that goes with a letter; it ends when the letter is used, voided or made anew."""
    return signing.dumps([letter.pk.hex, _use(letter)], salt=LINK)


def letter_of(token: str) -> UUID | None:
    """Return the id of the letter to which a token belongs; None for one that was not made here, or is too old."""
    held = _held(token)
    return held[0] if held else None


def still_fits(token: str, letter: RelativeCode) -> bool:
    """Return whether a token belongs to this letter, and the letter was not used since."""
    return _held(token) == (letter.pk, _use(letter))


def _held(token: str) -> tuple[UUID, str] | None:
    try:
        letter, use = signing.loads(token, salt=LINK, max_age=LINK_SECONDS)
        return UUID(letter), use
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def _use(letter: RelativeCode) -> str:
    return letter.used_at.isoformat() if letter.used_at else ""
