from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.choices import AccessMode, ReadingLevel, TextSize, answer_styles
from organisations.models.client import Client


class AnsweringProfile(models.Model):
    """How a client answers best: chosen with the person, not by the diagnosis.

    Points, style and level that nobody chose are empty: a session then follows the proposal of that day.
    chosen_by_client: names of the fields that the client chose; neither a proposal nor an import changes these.
    """

    client = models.OneToOneField(Client, models.CASCADE, primary_key=True, related_name="profile")
    scale_points = models.PositiveSmallIntegerField(
        _("points on the scale"), null=True, blank=True, validators=[MinValueValidator(2), MaxValueValidator(5)]
    )
    style = models.CharField(
        _("answer style"),
        max_length=20,
        choices=answer_styles,
        blank=True,
        default="",
        help_text=_("Empty: the one that goes with the questionnaire."),
    )
    symbols = models.BooleanField(_("pictures beside the question"), default=True)
    language = models.CharField(_("language"), max_length=12, default="nl")
    level = models.CharField(_("reading level"), max_length=2, choices=ReadingLevel.choices, blank=True, default="")
    read_aloud = models.BooleanField(_("read aloud by itself"), default=False)
    text_size = models.PositiveSmallIntegerField(_("text size"), choices=TextSize.choices, default=TextSize.NORMAL)
    access_mode = models.CharField(_("works with"), max_length=10, choices=AccessMode.choices, default=AccessMode.TOUCH)
    chosen_by_client = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(scale_points__range=(2, 5)), name="scale_has_two_to_five_points"),
        )

    def __str__(self) -> str:
        return f"{self.style} · {self.scale_points} · {self.language}"
