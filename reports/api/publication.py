"""What the API tells of published results."""

from uuid import UUID

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from organisations.access import rights
from organisations.choices import Scope
from organisations.declaring import staff
from reports import access
from reports.api.serializers import PublicationSerializer
from reports.queries.publication import as_json


class PublicationView(APIView):
    """`GET /api/v1/rounds/{id}/publication/`."""

    rule = staff(*access.READERS)
    token_scope = Scope.PUBLICATION_READ

    @extend_schema(
        operation_id="round_publication",
        summary="The published results of a round, as they were frozen",
        responses={200: PublicationSerializer, 404: OpenApiResponse(description="Nothing published, or not for you")},
    )
    def get(self, request: Request, round_id: UUID) -> Response:
        """Give the groups of the units that the caller may see."""
        mine = rights(request)
        publication = access.publication(mine, round_id)
        return Response(as_json(publication, access.visible(publication, mine)))
