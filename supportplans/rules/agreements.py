"""When an agreement may stand: what, who and when are clear to the client, and "not possible" says why."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from supportplans.choices import AgreementState

WHAT_LENGTH = 300
WHO_LENGTH = 120
REASON_LENGTH = 300
USUAL_TERM = timedelta(weeks=4)
LONGEST_TERM = timedelta(days=2 * 365)
"""A later date is more likely a slip of the finger than an agreement."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A field that is not right yet, and how to mend it."""

    field: str
    message: Promise


def made(*, what: str, who: str, due_on: date, on: date) -> list[Fault]:
    """Return what stands in the way of making this agreement on the day `on`; empty when nothing does."""
    return [
        *text_faults("what", what, WHAT_LENGTH, _("Write down what is going to happen.")),
        *text_faults("who", who, WHO_LENGTH, _("Write down who is going to do it. It may be the client.")),
        *due(due_on=due_on, on=on),
    ]


def due(*, due_on: date, on: date) -> list[Fault]:
    """Return what is wrong with the day of an agreement that is made on the day `on`."""
    if due_on < on:
        return [Fault("due_on", _("This day is over. Choose today or a later day."))]
    if due_on > on + LONGEST_TERM:
        return [Fault("due_on", _("This day is more than two years away. Choose an earlier day."))]
    return []


def closed(*, before: AgreementState, after: AgreementState, reason: str) -> list[Fault]:
    """Return what stands in the way of closing an agreement that way; a date long past is no hindrance."""
    if before is not AgreementState.MADE:
        return [Fault("state", _("This agreement is closed already."))]
    if after is AgreementState.MADE:
        return [Fault("state", _("Choose whether it was done or is not possible."))]
    if after is AgreementState.NOT_POSSIBLE:
        return text_faults(
            "reason", reason, REASON_LENGTH, _("Write down why it is not possible, in words for the client.")
        )
    return _storable("reason", reason, REASON_LENGTH)


def text_faults(field: str, text: str, length: int, missing: Promise) -> list[Fault]:
    """Return what keeps a text from being stored; `missing` is said when there is none."""
    return _storable(field, text, length) if text.strip() else [Fault(field, missing)]


def _storable(field: str, text: str, length: int) -> list[Fault]:
    if len(text) > length:
        return [Fault(field, _("This is too long. Make it shorter: one or two sentences is enough."))]
    if "\x00" in text:
        return [Fault(field, _("There is a character in this that cannot be kept. Type the text again."))]
    return []
