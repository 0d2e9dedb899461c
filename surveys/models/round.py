from uuid import uuid4

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import Audience, Mode, RoundKind, RoundStatus


class Round(models.Model):
    """A moment of asking. Its mode is locked when it opens; tree and frame are copies: moving a team breaks nothing."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="rounds")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(max_length=10, choices=RoundKind.choices, default=RoundKind.TIMED)
    mode = models.CharField(_("how answers are kept"), max_length=12, choices=Mode.choices, default=Mode.NAMED)
    status = models.CharField(max_length=10, choices=RoundStatus.choices, default=RoundStatus.DRAFT)
    reference_date = models.DateField(_("who is a client on this day takes part"))
    opens_on = models.DateField(_("opens on"))
    closes_on = models.DateField(_("closes on"))
    norm_percentage = models.PositiveSmallIntegerField(
        _("norm for the response, in per cent"), default=70, validators=[MaxValueValidator(100)]
    )
    norm_level = models.CharField(_("level at which the norm is judged"), max_length=60)
    feedback_on = models.DateField(_("told back on"), null=True, blank=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="round_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=~models.Q(mode=Mode.ANONYMOUS) | models.Q(status=RoundStatus.DRAFT),
                name="anonymous_rounds_cannot_be_opened_yet",
            ),
        )

    def __str__(self) -> str:
        return self.name


class RoundRelease(models.Model):
    """What a round asks each audience."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="releases")
    audience = models.CharField(max_length=20, choices=Audience.choices)
    release = models.ForeignKey("surveys.Release", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "audience"), name="one_release_per_audience"),)

    def __str__(self) -> str:
        return self.audience


class RoundUnit(models.Model):
    """A unit as it stood when the round opened."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="units")
    unit = models.ForeignKey("organisations.Unit", models.SET_NULL, null=True, related_name="+")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    path = models.CharField(max_length=255, help_text=_("The materialised path of the unit at that moment."))
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=60)
    is_provider = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "path"), name="round_unit_once"),)

    def __str__(self) -> str:
        return self.name
