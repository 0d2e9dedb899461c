"""The shapes of the answering protocol. Unknown keys are refused: a typing error must not pass in silence."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from surveys.choices import Audience, Helped, MediaKind, Mode, Outcome

LARGEST_REVISION = 2**31 - 1
LONGEST_CODE = 60


class Strict(serializers.Serializer[Any]):
    """A serializer that names every key it does not know.

    DRF takes declared fields away from the class, so one that is called `style` hides no attribute of that name.
    """

    def to_internal_value(self, data: Any) -> Any:
        """Refuse unknown keys, then read the known ones."""
        unknown = set(data) - set(self.fields) if isinstance(data, Mapping) else set()
        if unknown:
            message = _("This key is not known here.")
            raise serializers.ValidationError(
                {str(key): [serializers.ErrorDetail(message, code="unknown_key")] for key in unknown}
            )
        return super().to_internal_value(data)


@extend_schema_field(OpenApiTypes.OBJECT)
class AnswersField(serializers.Field[Any, Any, Any, Any]):
    """Items by question key. What is inside is judged by the questionnaire."""

    default_error_messages = {"wrong_type": "The answers must be an object with one item per question."}

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Let an object pass."""
        if not isinstance(data, dict):
            raise serializers.ValidationError(
                _("The answers must be an object with one item per question."), code="wrong_type"
            )
        return data

    def to_representation(self, value: Any) -> Any:
        """Give it back as it is."""
        return value


class CodeField(serializers.CharField):
    """Text only: a number or a truth value is no code."""

    def to_internal_value(self, data: Any) -> str:
        """Refuse what is no text."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class IdField(serializers.UUIDField):
    """A UUID as text; DRF would take a number for one too."""

    def to_internal_value(self, data: Any) -> UUID:
        """Refuse what is no text."""
        if not isinstance(data, str):
            self.fail("invalid", value=data)
        return super().to_internal_value(data)


class WholeNumberField(serializers.IntegerField):
    """A JSON number without a fraction: no text, no truth value."""

    def to_internal_value(self, data: Any) -> int:
        """Refuse what only looks like a number."""
        if type(data) is not int:
            self.fail("invalid")
        return super().to_internal_value(data)


class OpenSerializer(Strict):
    """A code from a letter, however it was typed."""

    code = CodeField(max_length=LONGEST_CODE)


class DraftSerializer(Strict):
    """Answers so far; the device counts the revision up."""

    revision = WholeNumberField(min_value=1, max_value=LARGEST_REVISION)
    answers = AnswersField()


class StoredDraftSerializer(serializers.Serializer[Any]):
    """What is stored now."""

    revision = serializers.IntegerField()
    answers = AnswersField(required=False)


class SubmissionSerializer(Strict):
    """Finished answers, under an id made by the device."""

    id = IdField()
    session = IdField()
    answers = AnswersField()
    style = CodeField(max_length=20, default="", allow_blank=True)  # type: ignore[assignment]  # hides nothing: see above
    helped = serializers.ChoiceField(Helped.choices, default=Helped.ALONE)
    language = CodeField(
        max_length=20, default="nl", validators=[RegexValidator(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,12})*\Z")]
    )
    order_shown = serializers.ListField(child=CodeField(max_length=60), max_length=200, required=False, allow_null=True)


class MediaSerializer(Strict):
    """A photo, drawing or recording, with the person's yes to who sees or hears it."""

    question = serializers.CharField(max_length=60)
    kind = serializers.ChoiceField(MediaKind.choices)
    consent = serializers.ChoiceField((("yes", "yes"),))
    file = serializers.FileField(max_length=200)

    def validate_kind(self, kind: str) -> MediaKind:
        """Give the kind as what it is."""
        return MediaKind(kind)


class ReceiptSerializer(serializers.Serializer[Any]):
    """The proof that a submission is stored."""

    receipt = serializers.CharField()


class ReleaseSerializer(serializers.Serializer[Any]):
    """The questionnaire of a session, frozen."""

    key = serializers.CharField()
    version = serializers.CharField()
    sha256 = serializers.CharField()
    definition = serializers.DictField()


class OpenedSerializer(serializers.Serializer[Any]):
    """An opened session. `secret` is sent as `Authorization: Bearer` afterwards."""

    session = serializers.UUIDField()
    secret = serializers.CharField()
    release = ReleaseSerializer()
    confidentiality = serializers.ChoiceField(Mode.choices)
    profile = serializers.DictField()
    draft = StoredDraftSerializer(required=False)


class NormSerializer(serializers.Serializer[Any]):
    """The norm, where the round judges it: so many persons are still to answer."""

    percentage = serializers.IntegerField()
    needed = serializers.IntegerField()
    reached = serializers.BooleanField()


class UnitResponseSerializer(serializers.Serializer[Any]):
    """The response of one audience in one unit and all below it."""

    unit = serializers.UUIDField()
    parent = serializers.UUIDField(allow_null=True)  # type: ignore[assignment]  # hides nothing: see above
    name = serializers.CharField()
    level = serializers.CharField()
    audience = serializers.ChoiceField(Audience.choices)
    eligible = serializers.IntegerField()
    invited = serializers.IntegerField(
        help_text="Each person once; with `other`, those who left before being asked are not among them."
    )
    complete = serializers.IntegerField()
    outcomes = serializers.DictField(
        child=serializers.IntegerField(),
        help_text=f"Counts by outcome: {', '.join(Outcome.values)}, or `other` where small numbers are merged.",
    )
    response = serializers.FloatField(allow_null=True, help_text="AAPOR RR1, from 0 to 1.")
    coverage = serializers.FloatField(allow_null=True, help_text="Invited / eligible, from 0 to 1.")
    norm = NormSerializer(required=False)


class RoundResponseSerializer(serializers.Serializer[Any]):
    """The response of a round, of the units that the caller may see."""

    round = serializers.UUIDField()
    norm_percentage = serializers.IntegerField()
    norm_level = serializers.CharField()
    units = UnitResponseSerializer(many=True)
