"""What can go wrong while answering, as the API says it: a status, a code for programs, a sentence for people."""

from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import APIException, ErrorDetail, Throttled, ValidationError

from instruments.answers import AnswerFault
from surveys.choices import QuarantineReason


class UnknownCode(APIException):
    """The same for a code that never was, was used, was replaced or was mistyped."""

    status_code = HTTPStatus.NOT_FOUND
    default_code = "unknown_code"
    default_detail = gettext_lazy("This code does not work. Check the letters, or ask for a new letter.")


class TooManyGuesses(Throttled):
    """Too many wrong codes came from here; `Retry-After` says how long to wait."""

    default_code = "too_many_guesses"

    def __init__(self, wait: int) -> None:
        super().__init__()
        self.wait = wait
        self.detail = ErrorDetail(_("Too many wrong codes. Wait a moment and try again."), code=self.default_code)


class Unguarded(APIException):
    """Codes cannot be checked safely now."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_code = "try_again"
    default_detail = gettext_lazy("We cannot check codes right now. Try again in a moment.")
    wait = 5


class UnknownSession(APIException):
    """No session, or not with this secret."""

    status_code = HTTPStatus.NOT_FOUND
    default_code = "unknown_session"
    default_detail = gettext_lazy("This session does not exist, or was opened elsewhere meanwhile. Open it again.")


class SessionEnded(APIException):
    """A draft for a session that is over."""

    status_code = HTTPStatus.CONFLICT
    default_code = "session_ended"
    default_detail = gettext_lazy("These answers were sent already, or the person stopped.")


class NewerDraft(APIException):
    """Another device or window saved more."""

    status_code = HTTPStatus.CONFLICT
    default_code = "newer_draft"
    default_detail = gettext_lazy("Newer answers were saved from another screen. Yours are kept beside them.")


class UnknownMedia(APIException):
    """No such photo, drawing or recording of this session."""

    status_code = HTTPStatus.NOT_FOUND
    default_code = "unknown_media"
    default_detail = gettext_lazy("This photo, drawing or recording is not there.")


class TooBig(APIException):
    """A file above the limit."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_code = "too_big"
    default_detail = gettext_lazy("The file is bigger than 10 MB. Make it smaller, or choose another one.")


class TooMuchKeptAside(APIException):
    """A session that keeps on sending what cannot be counted."""

    status_code = HTTPStatus.TOO_MANY_REQUESTS
    default_code = "too_much_kept_aside"
    default_detail = gettext_lazy("Very much was sent for this person already. Ask somebody to look at it first.")


def kept_aside(reason: QuarantineReason) -> APIException:
    """Return the 409 for something that was kept for a human instead of counted."""
    error = APIException(detail=_words_for(reason), code=reason.value)
    error.status_code = HTTPStatus.CONFLICT
    error.default_code = reason.value
    return error


def _words_for(reason: QuarantineReason) -> str:
    """Return the plain sentence for somebody whose answers were kept aside."""
    return {
        QuarantineReason.OTHER_CONTENT: _("These answers were sent before and looked different then. We keep both."),
        QuarantineReason.ALREADY_ANSWERED: _("There are answers for this person already. We keep these beside them."),
        QuarantineReason.ALREADY_REFUSED: _("This person had said: I prefer not to. We keep these answers aside."),
        QuarantineReason.ROUND_CLOSED: _("The round has closed. We keep these answers aside for somebody to look at."),
        QuarantineReason.CLIENT_LEFT: _(
            "This is not asked any more. We keep these answers; nobody needs to do anything."
        ),
    }[reason]


def rejected(faults: list[AnswerFault]) -> ValidationError:
    """Return the 422 that names each wrong answer by its JSON pointer, in the language asked for."""
    found: dict[str, Any] = {}
    for fault in faults:
        _put(found, [_unescaped(step) for step in fault.pointer.split("/")[1:]], fault)
    return ValidationError(found)


def unknown_questions(keys: tuple[str, ...]) -> ValidationError:
    """Return the 422 for a draft that answers what is not asked."""
    sentence = _("This question is not part of the list.")
    return ValidationError({"answers": {key: [ErrorDetail(sentence, code="unknown_question")] for key in keys}})


def _put(found: dict[str, Any], steps: list[str], fault: AnswerFault) -> None:
    """Hang the fault in the nested dicts that DRF reads pointers from; several of one place stand side by side."""
    detail = ErrorDetail(_(fault.message) % fault.params, code=fault.code)
    for step in steps[:-1]:
        inner = found.setdefault(step, {})
        if not isinstance(inner, dict):
            return  # the whole was wrong already: its parts need no word
        found = inner
    there = found.setdefault(steps[-1], [])
    if isinstance(there, list):
        there.append(detail)


def _unescaped(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~")
