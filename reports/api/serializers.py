"""The shape of a publication, for the documentation of the API; what is sent was frozen in this shape."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

COUNTS = {"type": "object", "additionalProperties": {"type": "integer"}}
N = {"type": "integer"}
WITHHELD = {"type": "object", "required": ["withheld"], "properties": {"withheld": {"type": "boolean", "enum": [True]}}}
COUNTED = {"type": "object", "required": ["n", "counts"], "properties": {"n": N, "counts": COUNTS}}
NEARLY_ALL = {"type": "object", "required": ["n", "at_least"], "properties": {"n": N, "at_least": COUNTS}}
MEAN = {"type": "object", "required": ["n", "mean_band"], "properties": {"n": N, "mean_band": {"type": "number"}}}
CHANGE = {
    "type": "object",
    "required": ["change", "keep", "dont_know"],
    "properties": {"change": N, "keep": N, "dont_know": N},
}


@extend_schema_field({"type": "object", "additionalProperties": {"oneOf": [COUNTED, NEARLY_ALL, MEAN, WITHHELD]}})
class QuestionFiguresField(serializers.DictField):
    """Figures by question key."""


@extend_schema_field({"type": "object", "additionalProperties": {"oneOf": [CHANGE, NEARLY_ALL, WITHHELD]}})
class DomainFiguresField(serializers.DictField):
    """Change answers by domain key."""


@extend_schema_field({"oneOf": [COUNTED, NEARLY_ALL, WITHHELD]})
class HelpedField(serializers.DictField):
    """How many answered alone and how many with help."""


class GroupSerializer(serializers.Serializer[Any]):
    """One unit × audience × informant. A withheld group has no results."""

    unit = serializers.UUIDField()
    parent = serializers.UUIDField(allow_null=True)  # type: ignore[assignment]  # DRF takes fields off the class
    name = serializers.CharField()
    level = serializers.CharField()
    audience = serializers.CharField()
    informant = serializers.CharField()
    n = serializers.IntegerField()
    withheld = serializers.BooleanField()
    questions = QuestionFiguresField(required=False)
    domains = DomainFiguresField(required=False)
    helped = HelpedField(required=False)


class PublicationSerializer(serializers.Serializer[Any]):
    """A publication."""

    round = serializers.UUIDField()
    published_on = serializers.DateField()
    thresholds = serializers.DictField(child=serializers.IntegerField())
    groups = GroupSerializer(many=True)
