"""Pictures in place of a password: chosen with staff, tapped by the client on a tablet of the team."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organisations import access, guests, tablet_cookies
from organisations.choices import PERSON_ROLES
from organisations.clock import now, today
from organisations.models import Client, Device, PictureCode
from organisations.operations.picture_codes import (
    BadPicturesError,
    WrongPicturesError,
    check_pictures,
    end_picture_code,
    set_picture_code,
)
from organisations.picture_words import PICTURE_WORDS
from organisations.queries.picture_codes import free_signs, picture_codes_at
from organisations.rules.picture_codes import LENGTH, PICTURES
from organisations.tablet_cookies import TAPPED
from organisations.throttle import ThrottleAwayError, TooManyTriesError

TRY_AGAIN_SECONDS = 30
TAPPING_SECONDS = 2 * 60
"""Between two taps; who takes longer begins anew."""


@access.requires(*PERSON_ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Let a client choose a sign, and then tap the pictures twice; every tap is one post."""
    client = access.client(access.rights(request), client_id, on=today())
    sign, tapped = request.POST.get("sign", ""), _tapped(request)
    if sign not in free_signs(client, on=today()):
        return _choose_page(request, client, sign="", tapped=())
    if len(tapped) < 2 * LENGTH:
        return _choose_page(request, client, sign=sign, tapped=tapped)
    first, again = tapped[:LENGTH], tapped[LENGTH:]
    if first != again:
        return _choose_page(
            request, client, sign=sign, tapped=(), problem=_("That was not the same. Let us try it once more.")
        )
    return _chosen(request, client, sign, first)


def _chosen(request: HttpRequest, client: Client, sign: str, order: tuple[str, ...]) -> HttpResponse:
    try:
        set_picture_code(client=client, sign=sign, order=order, actor=access.rights(request).actor, at=now())
    except BadPicturesError:
        problem = _("Use more than one picture. Else others guess it.")
        return _choose_page(request, client, sign=sign, tapped=(), problem=problem)
    messages.success(request, _("Kept. From now on the pictures open the page on a tablet of the team."))
    return redirect("organisations:picture-code", client_id=client.pk)


def _choose_page(
    request: HttpRequest, client: Client, *, sign: str, tapped: tuple[str, ...], problem: str = ""
) -> HttpResponse:
    context = {
        "client": client,
        "present": PictureCode.objects.filter(client=client).first(),
        "signs": [_shown(key) for key in free_signs(client, on=today())],
        "sign": sign,
        "tapped": tapped,
        "again": len(tapped) >= LENGTH,
        "problem": problem,
        **_taps(len(tapped) % LENGTH),
    }
    return render(request, "organisations/picture_code.html", context)


@access.requires(*PERSON_ROLES)
@require_POST
def end(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Take the pictures away."""
    client = access.client(access.rights(request), client_id, on=today())
    end_picture_code(client=client, actor=access.rights(request).actor)
    messages.success(request, _("The pictures open nothing any more."))
    return redirect("organisations:picture-code", client_id=client.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def tap(request: HttpRequest) -> HttpResponse:
    """Show the signs of a tablet's own clients; then the pictures, one tap at a time; then open the client's page.

    What was tapped so far stands in a cookie for a moment, never in the page: whoever goes back finds the signs.
    """
    tablet = access.device(request)
    if tablet is None:
        return redirect("answering:tablet")
    if "who" in request.POST:
        return _begun(request.POST["who"])
    code_id, tapped = _under_way(request)
    if code_id is None:
        return _signs_page(request, tablet)
    tapped = (*tapped, *_picture(request))
    if len(tapped) < LENGTH:
        return _taps_page(request, tapped) if request.method != "POST" else _go_on(code_id, tapped)
    return _opened(request, tablet, code_id, tapped)


def _begun(who: str) -> HttpResponse:
    """Somebody chose a sign, begins again, or goes back to the signs."""
    code_id = _uuid(who)
    if code_id is None:
        return tablet_cookies.forget(redirect("organisations:picture-code-tap"), TAPPED)
    return _go_on(code_id, ())


def _go_on(code_id: UUID, tapped: tuple[str, ...]) -> HttpResponse:
    return _keeping(redirect("organisations:picture-code-tap"), code_id, tapped)


def _keeping(response: HttpResponse, code_id: UUID, tapped: tuple[str, ...]) -> HttpResponse:
    tablet_cookies.put_signed(response, TAPPED, " ".join((str(code_id), *tapped)), seconds=TAPPING_SECONDS)
    return response


def _under_way(request: HttpRequest) -> tuple[UUID | None, tuple[str, ...]]:
    """Return whose sign was chosen a moment ago, and what was tapped since."""
    who, *tapped = tablet_cookies.signed(request, TAPPED, seconds=TAPPING_SECONDS).split(" ")
    return _uuid(who), tuple(tapped)


def _opened(request: HttpRequest, tablet: Device, code_id: UUID, tapped: tuple[str, ...]) -> HttpResponse:
    try:
        client = check_pictures(code_id=code_id, order=tapped, device=tablet, at=now())
    except WrongPicturesError:
        return _again(request, code_id, _("That is not right. Try it again, or ask for help."), 422)
    except TooManyTriesError as error:
        problem = _("That was wrong a few times. Ask for help, or wait a quarter of an hour.")
        return _again(request, code_id, problem, 429, error.retry_after)
    except ThrottleAwayError:
        return _again(request, code_id, _("It does not work right now. Try again in a moment."), 503, TRY_AGAIN_SECONDS)
    guests.sign_staff_out(request)
    response = tablet_cookies.forget(redirect("mine:home"))
    guests.open_own_page(response, client, tablet)
    return response


def _signs_page(request: HttpRequest, tablet: Device) -> HttpResponse:
    codes = picture_codes_at(tablet, on=today())
    signs = [{"id": code.pk, **_shown(code.sign)} for code in codes]
    return render(request, "mine/signs.html", {"signs": signs, "idle": "answering:tablet"})


def _again(request: HttpRequest, code_id: UUID, problem: str, status: int, wait: int = 0) -> HttpResponse:
    """Let somebody tap from the first picture on, and say why."""
    response = _taps_page(request, (), problem, status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return _keeping(response, code_id, ())


def _taps_page(request: HttpRequest, tapped: tuple[str, ...], problem: str = "", status: int = 200) -> HttpResponse:
    who, *_tapped = tablet_cookies.signed(request, TAPPED, seconds=TAPPING_SECONDS).split(" ")
    context = {"who": who, "problem": problem, "idle": "answering:tablet", **_taps(len(tapped))}
    return render(request, "mine/taps.html", context, status=status)


def _taps(number: int) -> dict[str, object]:
    """What a page with pictures to tap shows: the pictures, and which of the places are filled."""
    return {
        "pictures_to_tap": [_shown(key) for key in PICTURES],
        "places": [place < number for place in range(LENGTH)],
        "number": number,
    }


def _shown(key: str) -> dict[str, object]:
    """Return a drawing with the one word that stands below it."""
    return {"key": key, "word": PICTURE_WORDS[key]}


def _tapped(request: HttpRequest) -> tuple[str, ...]:
    """Return what was tapped so far, with the last tap; what is no picture counts as none."""
    taps = request.POST.get("tapped", "")[:200].split()
    return (*(tap for tap in taps if tap in PICTURES), *_picture(request))[: 2 * LENGTH]


def _picture(request: HttpRequest) -> tuple[str, ...]:
    """Return the picture that was tapped just now; nothing for what is none."""
    picture = request.POST.get("tap", "")
    return (picture,) if picture in PICTURES else ()


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
