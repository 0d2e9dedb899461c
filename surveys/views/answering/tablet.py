"""A shared tablet between two people: at rest, handed over, taken back by staff with a PIN."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organisations import tablet_cookies
from organisations.access import device, rights_of
from organisations.choices import PERSON_ROLES
from organisations.clock import now, today
from organisations.data import Actor, Rights
from organisations.models import Device, Staff
from organisations.operations.pins import WrongPinError, check_pin
from organisations.queries.devices import unlockers
from organisations.tablet_cookies import UNLOCKED
from organisations.throttle import ThrottleAwayError, TooManyTriesError
from surveys.access import answering_session
from surveys.models import Draft
from surveys.operations.errors import NotToBeAskedError
from surveys.operations.sessions import close_session
from surveys.operations.tablets import note_list
from surveys.queries.at_tablet import to_be_asked
from surveys.views.answering.handing_over import hand_over
from surveys.views.answering.holding import let_go
from surveys.views.answering.sitting import Sitting, frame, seated

UNLOCKED_SECONDS = 600


@require_safe
def rest(request: HttpRequest) -> HttpResponse:
    """Show the resting tablet; while a client's session lives, ask whether it is still that client."""
    session = answering_session(request)
    if session is not None and session.ended_at is None:
        return redirect("answering:hello")
    return let_go(render(request, "answering/tablet.html", {"paired": device(request) is not None}))


@require_http_methods(["GET", "HEAD", "POST"])
@seated
def hello(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Ask whether this is the right person. "No" puts the tablet to rest; a draft waits for its owner."""
    if request.POST.get("choice") == "no":
        close_session(session_id=sitting.session_id, at=now())
        return let_go(redirect("answering:tablet"))
    if request.POST.get("choice") == "yes":
        begun = Draft.objects.filter(session=sitting.session).exclude(answers={}).exists()
        return redirect("answering:form" if begun else "answering:start")
    paired = device(request) is not None
    return render(request, "answering/hello.html", frame(sitting) | {"paired": paired})


@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """Ask staff of this tablet's unit for their PIN."""
    tablet = device(request)
    if tablet is None:
        return redirect("answering:tablet")
    if request.method != "POST":
        return _unlock_page(request, tablet)
    try:
        staff = check_pin(
            staff_id=_uuid(request.POST.get("staff")), pin=request.POST.get("pin", "")[:20], device=tablet, at=now()
        )
    except WrongPinError:
        return _unlock_page(request, tablet, _("That is not the right PIN."), 422)
    except TooManyTriesError as error:
        return _unlock_page(
            request, tablet, _("That was wrong a few times. Wait a quarter of an hour."), 429, error.retry_after
        )
    except ThrottleAwayError:
        return _unlock_page(request, tablet, _("It does not work right now. Try again in a moment."), 503, 30)
    return _unlocked(request, tablet, staff)


def _unlocked(request: HttpRequest, tablet: Device, staff: Staff) -> HttpResponse:
    """Take the client's session out of the browser; its draft waits."""
    session = answering_session(request)
    if session is not None:
        close_session(session_id=session.pk, at=now())
    response = let_go(redirect("answering:pick"))
    tablet_cookies.put_signed(response, UNLOCKED, f"{tablet.pk} {staff.pk}", seconds=UNLOCKED_SECONDS)
    return response


def _unlock_page(
    request: HttpRequest, tablet: Device, problem: str = "", status: int = 200, wait: int = 0
) -> HttpResponse:
    context = {
        "staff": unlockers(tablet, on=today()),
        "chosen": request.POST.get("staff", ""),
        "problem": problem,
        "idle": "answering:tablet",
    }
    response = render(request, "answering/unlock.html", context, status=status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def pick(request: HttpRequest) -> HttpResponse:
    """Let staff choose who is next, for ten minutes after the PIN."""
    tablet = device(request)
    rights = _unlocker(request, tablet) if tablet else None
    if tablet is None or rights is None:
        return redirect("answering:unlock")
    people = to_be_asked(tablet, on=today())
    chosen = request.POST.get("invitation")
    for person in people:
        if chosen == str(person.invitation_id):
            return _give(request, person.invitation_id, rights.actor)
    note_list(rights=rights, tablet=tablet)
    return render(request, "answering/pick.html", {"people": people, "unit": tablet.unit, "idle": "answering:tablet"})


def _give(request: HttpRequest, invitation_id: UUID, actor: Actor) -> HttpResponse:
    try:
        return hand_over(request, invitation_id=invitation_id, actor=actor, at=now())
    except NotToBeAskedError:  # answered on another tablet a moment ago
        return redirect("answering:pick")


def _unlocker(request: HttpRequest, tablet: Device) -> Rights | None:
    """Return the rights of whoever gave the PIN of this tablet; None when nobody did, or they have a role no more."""
    held = tablet_cookies.signed(request, UNLOCKED, seconds=UNLOCKED_SECONDS)
    tablet_id, _blank, staff_id = held.partition(" ")
    staff = Staff.objects.select_related("user").filter(pk=_uuid(staff_id)).first()
    if tablet_id != str(tablet.pk) or staff is None:
        return None
    rights = rights_of(staff.user, on=today(), source=f"tablet:{tablet.pk}")
    return rights if rights.has(*PERSON_ROLES) else None


def _uuid(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        return UUID(int=0)
