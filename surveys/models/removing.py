from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.choices import AskedBy
from organisations.sealing.fields import SealedTextField
from surveys.choices import Audience, FrameEvent, Outcome
from surveys.models.answering import Submission


class AnswerNote(models.Model):
    """What somebody says an answer should be. It stands beside the answer, which itself never changes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="notes")
    question = models.CharField(_("question"), max_length=60)
    words = SealedTextField(_("what it should be"), max_length=1000, seal_as="surveys.note.words")
    said_by = models.CharField(_("who says so"), max_length=20, choices=AskedBy.choices)
    noted_by = models.ForeignKey("organisations.Staff", models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(_("when"))

    def __str__(self) -> str:
        return self.question


class ErasedFigure(models.Model):
    """How many people of one place in a round were removed since, so that its response stays what it was.

    With an audience and an outcome it counts invitations; without, members of the frame who were eligible. It points at
    nobody: who they were is gone.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round_unit = models.ForeignKey("surveys.RoundUnit", models.CASCADE, related_name="erased")
    audience = models.CharField(max_length=20, choices=Audience.choices, blank=True)
    outcome = models.CharField(max_length=30, choices=Outcome.choices, blank=True)
    happened = models.CharField(max_length=10, choices=FrameEvent.choices, blank=True)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("round_unit", "audience", "outcome", "happened"), name="erased_figure_once_per_place"
            ),
        )

    def __str__(self) -> str:
        return f"{self.outcome}: {self.people}"
