from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import MediaKind
from surveys.models.answering import AnsweringSession, Submission


class MediaItem(models.Model):
    """A photo, drawing or recording, given by name only. `file` names a sealed file in the media folder.

    It belongs to the session that made it, and stays once a submission took it in.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False, help_text=_("Made by the device."))
    provider = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+", db_index=False)
    session = models.ForeignKey(AnsweringSession, models.CASCADE, related_name="media")
    submission = models.ForeignKey(Submission, models.CASCADE, null=True, related_name="media")
    question = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=MediaKind.choices)
    content_type = models.CharField(max_length=40)
    file = models.CharField(max_length=100)
    consented_at = models.DateTimeField(
        help_text=_("When the person, told who sees or hears it, said that it may be kept.")
    )

    class Meta:
        indexes = (
            models.Index(fields=("consented_at",), condition=models.Q(submission=None), name="media_not_taken_in"),
        )

    def __str__(self) -> str:
        return str(self.id)
