"""The door for who has a letter: a code opens the questions."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.addresses import address_of
from organisations.clock import now
from organisations.guests import sign_staff_out
from surveys.guessing import TooManyGuessesError, UnguardedError
from surveys.operations.sessions import NoLongerAskedError, UnknownCodeError, open_by_code
from surveys.views.answering.holding import hold
from surveys.views.answering.leaving import no_longer_asked

TRY_AGAIN_SECONDS = 30


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Show the field for the code, or open the session that it stands for."""
    if request.method != "POST":
        return _page(request)
    typed = request.POST.get("code", "")
    try:
        opened = open_by_code(code=typed[:100], address=address_of(request), at=now())
    except NoLongerAskedError:
        return no_longer_asked(request)
    except UnknownCodeError:
        problem = _("We do not know this code. Look at the letter again. Did you use it already? Then you are done.")
        return _page(request, typed, problem, 404)
    except TooManyGuessesError as error:
        problem = _("That did not work a few times. Wait a moment and try again.")
        return _page(request, typed, problem, 429, error.wait)
    except UnguardedError:
        return _page(request, typed, _("It does not work right now. Try again in a moment."), 503, TRY_AGAIN_SECONDS)
    sign_staff_out(request)
    return hold(redirect("answering:start"), opened, shared=False)


def _page(request: HttpRequest, typed: str = "", problem: str = "", status: int = 200, wait: int = 0) -> HttpResponse:
    context = {
        "code": typed,
        "problem": problem,
        "languages": [*dict(settings.LANGUAGES), *settings.RESPONDENT_LANGUAGES],
    }
    response = render(request, "answering/code.html", context, status=status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response
