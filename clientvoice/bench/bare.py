"""The limit: the same JSON, judged by the same questionnaire, in one insert. No session, no repeat, no counting."""

import json
from functools import cache
from typing import Any

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from psycopg.types.json import Jsonb

from instruments import builtin
from instruments.answers import validate_answers
from instruments.definition.model import Definition

TABLE = "CREATE TABLE IF NOT EXISTS bench_insert (id uuid PRIMARY KEY, content jsonb NOT NULL)"


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
    with connection.cursor() as cursor:
        values: list[Any] = [body["id"], Jsonb(body)]
        cursor.execute("INSERT INTO bench_insert VALUES (%s, %s)", values)
    return JsonResponse({"id": body["id"]}, status=201)
