"""Photos, drawings and recordings of an answering session, before they are sent along with the answers."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import translation
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import APIException
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from organisations.clock import now
from organisations.imaging import MAX_BYTES
from surveys import access
from surveys.api import errors
from surveys.api.answering import BEARER, AnsweringView
from surveys.api.serializers import MediaSerializer
from surveys.data import IncomingMedia
from surveys.definitions import asked_in, page_language
from surveys.models import AnsweringSession
from surveys.operations.drafts import SessionEndedError
from surveys.operations.media import (
    MediaRefusedError,
    MediaUnknownError,
    NotByNameError,
    keep_media,
    remove_media,
)
from surveys.views.serving import media_response

ROOM_FOR_FIELDS = 100_000
"""Bytes of a request beside the file itself."""


class MediaView(AnsweringView):
    """`PUT`, `GET` and `DELETE /api/v1/answering/sessions/{id}/media/{id}`."""

    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="answering_media_put",
        summary="Keep a photo, drawing or recording under an id made by the device; safe to repeat",
        request={"multipart/form-data": MediaSerializer},
        responses={
            201: OpenApiResponse(description='Kept; the answer is `{"media": id}`'),
            200: OpenApiResponse(description="It was kept already"),
            404: OpenApiResponse(
                description="No such session, or not with this secret, or the id of another one's file"
            ),
            409: OpenApiResponse(description="`not_by_name` or `session_ended`"),
            413: OpenApiResponse(description="Bigger than 10 MB"),
            422: OpenApiResponse(description="Wrong fields, or a file that is not what the question asks for"),
        },
        auth=BEARER,
    )
    def put(self, request: Request, session_id: UUID, media_id: UUID) -> Response:
        """Keep a file."""
        session = self.session(request, session_id)
        # What is wrong with a file stands on the screen of whoever made it.
        with translation.override(page_language(asked_in(session), session.context)):
            return self._kept(request, session, media_id)

    def _kept(self, request: Request, session: AnsweringSession, media_id: UUID) -> Response:
        if _length(request) > MAX_BYTES + ROOM_FOR_FIELDS:
            raise errors.TooBig
        sent = MediaSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        try:
            created = keep_media(session=session, media=_incoming(media_id, sent.validated_data), at=now())
        except MediaRefusedError as error:
            raise _refused(error) from error
        except SessionEndedError as error:
            raise errors.SessionEnded from error
        except MediaUnknownError as error:
            raise errors.UnknownMedia from error
        return Response({"media": media_id}, status=HTTPStatus.CREATED if created else HTTPStatus.OK)

    @extend_schema(
        operation_id="answering_media",
        summary="See or hear again what was kept",
        responses={
            200: OpenApiResponse(response=bytes, description="The file"),
            404: OpenApiResponse(description="No such file of this session"),
        },
        auth=BEARER,
    )
    def get(self, request: Request, session_id: UUID, media_id: UUID) -> HttpResponse:
        """Give a file of the session itself back."""
        found = access.own_media(self.session(request, session_id), media_id)
        if found is None:
            raise errors.UnknownMedia
        return media_response(request, found)

    @extend_schema(
        operation_id="answering_media_delete",
        summary="Remove what was kept, at once",
        responses={
            204: OpenApiResponse(description="It is gone"),
            404: OpenApiResponse(description="No such file of this session, or it was sent already"),
            409: OpenApiResponse(description="`session_ended`"),
        },
        auth=BEARER,
    )
    def delete(self, request: Request, session_id: UUID, media_id: UUID) -> Response:
        """Remove a file."""
        try:
            remove_media(session=self.session(request, session_id), media_id=media_id)
        except SessionEndedError as error:
            raise errors.SessionEnded from error
        except MediaUnknownError as error:
            raise errors.UnknownMedia from error
        return Response(status=HTTPStatus.NO_CONTENT)


def _length(request: Request) -> int:
    """The length that a device announces; the reader of the request refuses what is no number."""
    announced = request.headers.get("Content-Length", "")
    return int(announced[:20]) if announced.isdecimal() else 0


def _incoming(media_id: UUID, sent: dict[str, Any]) -> IncomingMedia:
    return IncomingMedia(media_id, sent["question"], sent["kind"], sent["file"].read())


def _refused(refusal: MediaRefusedError) -> APIException:
    """Return the 409 for what can never be kept here, the 422 for a file that another one may replace."""
    error = APIException(detail=str(refusal), code=refusal.code)
    conflict = isinstance(refusal, NotByNameError)
    error.status_code = HTTPStatus.CONFLICT if conflict else HTTPStatus.UNPROCESSABLE_ENTITY
    error.default_code = refusal.code
    return error
