"""One person at one answering page: whose session it is, and how that person answers best."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation

from instruments.definition.model import Definition
from instruments.rendering import InstrumentView, render
from instruments.styles.registry import reads_aloud
from organisations.choices import AccessMode, AddressForm
from organisations.declaring import Door, Rule, declares
from organisations.guests import sign_staff_out
from surveys.access import answering_session
from surveys.choices import IN_CASES, Mode
from surveys.data import Answers
from surveys.definitions import asked_in, language_of, page_language, render_context, style_of
from surveys.models import AnsweringSession
from surveys.views.answering.holding import is_shared, let_go


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a page has to know of who sits before it. `formal`: spoken to with "u"; `name` is the client's.

    relative: whether a relative answers. staff: whether somebody of staff does, from their own sign-in.
    """

    session: AnsweringSession
    definition: Definition
    profile: dict[str, Any]
    name: str
    formal: bool
    relative: bool
    on_tablet: bool
    staff: bool = False

    @property
    def looks_along(self) -> bool:
        """Whether somebody answers about the client beside others."""
        return self.session.invitation.audience in IN_CASES

    @property
    def about_another(self) -> bool:
        """Whether somebody else than the client answers: such a page names nobody, and asks nobody who helped."""
        return self.relative or self.staff

    @property
    def session_id(self) -> UUID:
        """The id of the session, for the calls of the page's script."""
        return self.session.pk

    @property
    def named(self) -> bool:
        """Whether answers are kept by name."""
        return self.session.mode == Mode.NAMED

    @property
    def initial(self) -> str:
        """The first letter of the name, for the badge."""
        return self.name[:1].upper()

    @property
    def style(self) -> str:
        """The answer style that was chosen with the person, else the one that goes with the questionnaire."""
        return style_of(self.definition, self.session.context)

    @property
    def size(self) -> int:
        """Text size in per cent."""
        return int(self.profile.get("text_size", 100))

    @property
    def pictures(self) -> bool:
        """Whether drawings stand beside the questions."""
        return bool(self.profile.get("symbols", True))

    @property
    def read_aloud(self) -> bool:
        """Whether each screen is read aloud by itself."""
        return bool(self.profile.get("read_aloud")) or self.by_ear

    @property
    def by_ear(self) -> bool:
        """Whether answers are heard before they are chosen."""
        return reads_aloud(self.style)

    @property
    def switch(self) -> bool:
        """Whether every answer has to be a stop of its own, for somebody with a switch."""
        return self.profile.get("access_mode") == AccessMode.SWITCH

    @property
    def language(self) -> str:
        """The wanted language tag; reading level and form of address are private parts of it."""
        return language_of(self.session.context)

    @property
    def page_language(self) -> str:
        """The language of the page: the nearest to the wanted one in which the questions exist."""
        return page_language(self.definition, self.session.context)

    def instrument(self, answers: Answers | None = None) -> InstrumentView:
        """Return the questions as this person sees them, with the answers given so far."""
        context = render_context(self.definition, self.session.context, answers=answers or {})
        return render(self.definition, context)


def sitting_of(request: HttpRequest) -> Sitting | None:
    """Return who sits before this browser, None when it holds no living session. Three queries at most."""
    session = answering_session(request)
    if session is None:
        return None
    invitation = session.invitation
    client = invitation.frame_member.client
    relative = invitation.relative_id is not None
    staff = invitation.audience in IN_CASES and not relative
    return Sitting(
        session=session,
        definition=asked_in(session),
        profile=session.context.get("profile", {}),
        name=client.first_name,
        formal=relative or (not staff and client.address_form == AddressForm.U),
        relative=relative,
        on_tablet=is_shared(request) and not staff,
        staff=staff,
    )


def frame(sitting: Sitting) -> dict[str, Any]:
    """Return what the frame of every page with somebody before it needs."""
    language = sitting.page_language
    return {
        "sitting": sitting,
        "size": sitting.size,
        "page_language": language,
        "page_direction": "rtl" if language.partition("-")[0] in settings.LANGUAGES_BIDI else "ltr",
    }


View = Callable[[HttpRequest, Sitting], HttpResponse]


def seated(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """Let only the holder of a living session in, in their own language; everybody else goes to the door.

    Staff stay signed in only beside a session of their own.
    """

    @declares(Rule(Door.ANSWERING))
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        found = sitting_of(request)
        if found is None or not found.staff:
            sign_staff_out(request)
        if found is None:
            return let_go(redirect(door(request)))
        if found.session.ended_at is not None:
            return redirect("answering:done")
        with translation.override(found.page_language):
            response = view(request, found)
        response.headers.setdefault("Content-Language", found.page_language)
        return response

    return guarded


def door(request: HttpRequest) -> str:
    """Return the page at which somebody without a session begins: the resting tablet, or the letter's code."""
    return "answering:tablet" if is_shared(request) else "answering:code"
