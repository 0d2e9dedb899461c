"""What the API tells about rounds, and the format of instruments."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from instruments import schema
from organisations.access import rights
from organisations.choices import Scope
from organisations.declaring import Door, Rule, staff
from surveys import access
from surveys.api.serializers import RoundResponseSerializer
from surveys.data import UnitResponse
from surveys.queries.readable import readable_response


class RoundResponseView(APIView):
    """`GET /api/v1/rounds/{id}/response/`."""

    rule = staff(*access.READERS)
    token_scope = Scope.RESPONSE_READ

    @extend_schema(
        operation_id="round_response",
        summary="Who was asked in a round and what became of it, per unit",
        responses={200: RoundResponseSerializer, 404: OpenApiResponse(description="No such round, or not for you")},
    )
    def get(self, request: Request, round_id: UUID) -> Response:
        """Give the response of the units that the caller may see."""
        mine = rights(request)
        asking = access.round_(mine, round_id)
        found = readable_response(asking, mine)
        ids: dict[UUID | None, UUID] = {unit.node.id: unit.node.public_id for unit in found.units}
        units = [_unit(unit, ids) for unit in found.units]
        body = {"round": asking.id, "norm_percentage": found.norm_percentage, "norm_level": found.norm_level}
        return Response(body | {"units": units})


def _unit(found: UnitResponse, ids: Mapping[UUID | None, UUID]) -> dict[str, Any]:
    body = {
        "unit": found.node.public_id,
        "parent": ids.get(found.node.parent_id),
        "name": found.node.name,
        "level": found.node.level,
        "audience": found.audience,
        "eligible": found.eligible,
        "invited": found.invited,
        "complete": found.complete,
        "outcomes": dict(found.outcomes) if found.other is None else _merged(found),
        "response": found.response,
        "coverage": found.coverage,
    }
    if found.norm is None:
        return body
    norm = {"percentage": found.norm.percentage, "needed": found.norm.needed, "reached": found.norm.reached}
    return body | {"norm": norm}


def _merged(found: UnitResponse) -> dict[str, int]:
    return {**{outcome.value: count for outcome, count in found.outcomes.items()}, "other": found.other or 0}


class InstrumentSchemaView(APIView):
    """`GET /api/v1/instruments/schema/`."""

    rule = Rule(Door.ANYBODY)
    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="instrument_schema",
        summary="The JSON Schema of an instrument file",
        responses={200: OpenApiResponse(response={"type": "object"}, description="JSON Schema, draft 2020-12")},
        auth=[],
    )
    def get(self, _request: Request) -> Response:
        """Give the schema of the format."""
        return Response(schema())
