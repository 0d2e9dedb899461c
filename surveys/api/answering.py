"""The answering protocol: open, save, send. Whoever holds the secret of a session may answer it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import JsonResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.authentication import SessionAuthentication
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from instruments.api import to_api
from organisations.addresses import address_of
from organisations.clock import now
from organisations.declaring import Door, Rule
from surveys import access, guessing
from surveys.api import errors
from surveys.api.serializers import (
    DraftSerializer,
    OpenedSerializer,
    OpenSerializer,
    ReceiptSerializer,
    StoredDraftSerializer,
    SubmissionSerializer,
)
from surveys.data import IncomingSubmission, OpenedSession
from surveys.definitions import asked_in, render_context
from surveys.models import AnsweringSession, Draft
from surveys.operations.drafts import NewerDraftError, SessionEndedError, UnknownQuestionsError, save_draft
from surveys.operations.sessions import UnknownCodeError, open_by_code
from surveys.operations.submissions import AnswersRejectedError, KeptAsideError, TooMuchKeptAsideError, submit_from

BEARER: Any = [{"answeringSecret": []}]
"""The security requirement of the calls with a secret; the scheme itself stands in the settings."""

SUBMISSION = SubmissionSerializer()
"""Made once: checking keeps nothing in it, and making its fields anew takes longer than the check."""


class AlwaysJSON(DefaultContentNegotiation):
    """There is one form of answer here, so what a device says it accepts need not be weighed at each call."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Return the one renderer."""
        renderer = next(iter(renderers))
        return renderer, renderer.media_type


class AnsweringView(APIView):
    """Base of the three calls: no sign-in, no server session; the secret of the answering session is the only key."""

    rule = Rule(Door.ANSWERING)
    authentication_classes = ()
    permission_classes = (AllowAny,)
    content_negotiation_class = AlwaysJSON

    def session(self, request: Request, session_id: UUID) -> AnsweringSession:
        """Return the session that the caller holds the secret of, by header or by cookie. Raises UnknownSession."""
        session = access.session_by_secret(session_id, self.secret(request, session_id))
        if session is None:
            raise errors.UnknownSession
        return session

    def secret(self, request: Request, session_id: UUID) -> str:
        """Return the secret that the caller shows, by header or by cookie. Raises UnknownSession without one."""
        scheme, _blank, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer" and secret:
            return secret.strip()
        cookie_id, _dot, secret = request.COOKIES.get(access.COOKIE, "").partition(".")
        if cookie_id != str(session_id) or not secret:
            raise errors.UnknownSession
        # A browser sends the cookie along by itself, so another site must not be able to make it do so.
        SessionAuthentication().enforce_csrf(request)
        return secret


class OpenView(AnsweringView):
    """`POST /api/v1/answering/open`."""

    @extend_schema(
        operation_id="answering_open",
        summary="Open an answering session with the code of a letter",
        request=OpenSerializer,
        responses={
            200: OpenedSerializer,
            404: OpenApiResponse(description="The code does not work, for whatever reason"),
            422: OpenApiResponse(description="Wrong fields"),
            429: OpenApiResponse(description="Too many wrong codes; see Retry-After"),
            503: OpenApiResponse(description="Try again later"),
        },
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """Open a session by a code."""
        asked = OpenSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        try:
            opened = open_by_code(code=asked.validated_data["code"], address=address_of(request), at=now())
        except UnknownCodeError as error:
            raise errors.UnknownCode from error
        except guessing.TooManyGuessesError as error:
            raise errors.TooManyGuesses(error.wait) from error
        except guessing.UnguardedError as error:
            raise errors.Unguarded from error
        return Response(_opened(opened))


def _opened(opened: OpenedSession) -> dict[str, Any]:
    session = access.session_by_secret(opened.session_id, opened.secret)
    if session is None:  # opened elsewhere between two statements
        raise errors.UnknownSession
    release, profile = session.release, session.context["profile"]
    body = {
        "session": session.id,
        "secret": opened.secret,
        "release": {
            "key": release.key,
            "version": release.version,
            "sha256": release.sha256,
            "definition": to_api(asked_in(session), render_context(asked_in(session), session.context, answers={})),
        },
        "confidentiality": session.mode,
        "profile": profile,
    }
    draft = Draft.objects.filter(session=session).first()
    return body | {"draft": {"revision": draft.revision, "answers": draft.answers}} if draft else body


class DraftView(AnsweringView):
    """`PUT /api/v1/answering/sessions/{id}/draft`."""

    @extend_schema(
        operation_id="answering_draft",
        summary="Save the answers so far",
        request=DraftSerializer,
        responses={
            200: StoredDraftSerializer,
            404: OpenApiResponse(description="No such session, or not with this secret"),
            409: OpenApiResponse(description="`newer_draft` or `session_ended`"),
            422: OpenApiResponse(description="Wrong fields"),
            503: OpenApiResponse(description="Try again later; see Retry-After"),
        },
        auth=BEARER,
    )
    def put(self, request: Request, session_id: UUID) -> Response:
        """Save a draft."""
        session = self.session(request, session_id)
        sent = DraftSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        try:
            draft = save_draft(session=session, at=now(), **sent.validated_data)
        except NewerDraftError as error:
            raise errors.NewerDraft from error
        except SessionEndedError as error:
            raise errors.SessionEnded from error
        except UnknownQuestionsError as error:
            raise errors.unknown_questions(error.keys) from error
        return Response({"revision": draft.revision})


class SubmissionsView(AnsweringView):
    """`POST /api/v1/answering/submissions`."""

    @extend_schema(
        operation_id="answering_submit",
        summary="Send finished answers; safe to repeat",
        request=SubmissionSerializer,
        responses={
            201: ReceiptSerializer,
            200: OpenApiResponse(ReceiptSerializer, description="An identical repeat: the same receipt"),
            404: OpenApiResponse(description="No such session, or not with this secret"),
            409: OpenApiResponse(description="Kept aside for a human; `code` says why"),
            422: OpenApiResponse(description="Wrong fields, each named by a JSON pointer"),
            429: OpenApiResponse(description="So much was kept aside already that this is not"),
            503: OpenApiResponse(description="Try again later; see Retry-After"),
        },
        auth=BEARER,
    )
    def post(self, request: Request) -> JsonResponse:
        """Take in a submission."""
        sent = SUBMISSION.run_validation(request.data)
        session_id = sent["session"]
        sender = access.sender_by_secret(session_id, self.secret(request, session_id))
        if sender is None:
            raise errors.UnknownSession
        try:
            receipt = submit_from(sender=sender, submission=_incoming(sent), at=now())
        except AnswersRejectedError as error:
            raise errors.rejected(error.faults) from error
        except TooMuchKeptAsideError as error:
            raise errors.TooMuchKeptAside from error
        except KeptAsideError as error:
            raise errors.kept_aside(error.code) from error
        # Django's own response: nothing is to be chosen or translated in a receipt.
        return JsonResponse({"receipt": receipt.receipt}, status=201 if receipt.created else 200)


def _incoming(sent: dict[str, Any]) -> IncomingSubmission:
    order = sent.get("order_shown")
    return IncomingSubmission(
        id=sent["id"],
        answers=sent["answers"],
        style=sent["style"],
        helped=sent["helped"],
        language=sent["language"],
        order_shown=None if order is None else tuple(order),
    )
