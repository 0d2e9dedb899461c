"""The limit: the same JSON, judged by the same questionnaire, in one insert. No session, no repeat, no counting."""

import json
from functools import cache

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from psycopg.types.json import Jsonb

from instruments import builtin
from instruments.answers import validate_answers
from instruments.definition.model import Definition
from surveys.prepared import one_row

TABLE = "CREATE TABLE IF NOT EXISTS bench_insert (id uuid PRIMARY KEY, content jsonb NOT NULL)"
INSERT = "INSERT INTO bench_insert VALUES (%(id)s, %(content)s) RETURNING id"


@cache
def definition() -> Definition:
    """Return the questionnaire of the benchmark."""
    return builtin()["mijn-leven"]


@csrf_exempt
def insert(request: HttpRequest) -> JsonResponse:
    """Validate and store what was sent; 201, or 422 for answers that do not fit."""
    body = json.loads(request.body)
    if validate_answers(definition(), body["answers"]):
        return JsonResponse({}, status=422)
    one_row(INSERT, {"id": body["id"], "content": Jsonb(body)})
    return JsonResponse({"id": body["id"]}, status=201)
