from collections.abc import Collection
from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.sealing.fields import SealedJSONField
from surveys.choices import Helped, Informant, Mode, QuarantineReason
from surveys.sealed_answers import opened_answers

WHOLE = "whole"
"""The part of a submission that is the whole questionnaire; a conversation sends one part per theme."""


class AnsweringSession(models.Model):
    """One sitting of one person. Whoever holds the secret may answer; only its hash is stored."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    invitation = models.ForeignKey("surveys.Invitation", models.CASCADE, related_name="sessions")
    device = models.ForeignKey("organisations.Device", models.SET_NULL, null=True, related_name="+")
    release = models.ForeignKey("surveys.Release", models.PROTECT, related_name="+")
    mode = models.CharField(max_length=12, choices=Mode.choices)
    secret_hash = models.CharField(max_length=64)
    context = SealedJSONField(
        default=dict, seal_as="surveys.session.context", help_text=_("Profile and words with which the page is shown.")
    )
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)


class Draft(models.Model):
    """Answers so far. Deleted when they are sent or thrown away; never exists in an anonymous round."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    session = models.ForeignKey(AnsweringSession, models.CASCADE, related_name="drafts")
    part = models.CharField(max_length=60, default=WHOLE)
    revision = models.PositiveIntegerField()
    answers = SealedJSONField(seal_as="surveys.draft.answers")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("session", "part"), name="one_draft_per_part"),)

    def __str__(self) -> str:
        return str(self.id)


class LosingDraft(models.Model):
    """A draft that arrived with an older revision than the stored one: kept beside, not thrown away."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    session = models.ForeignKey(AnsweringSession, models.CASCADE, related_name="losing_drafts")
    part = models.CharField(max_length=60, default=WHOLE)
    revision = models.PositiveIntegerField()
    answers = SealedJSONField(seal_as="surveys.draft.answers")
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class Submission(models.Model):
    """What somebody answered, as one row. Immutable: a trigger refuses a change of what was said.

    The words within `answers` are sealed when they are taken in (`surveys.sealed_answers`), and open in every row that
    is read as a Submission; `values()` gives them sealed. `content_hash` is keyed, else short words could be guessed.
    """

    id = models.UUIDField(
        primary_key=True, editable=False, help_text=_("Made by the device, so that a repeat is recognised.")
    )
    # Nobody asks for all submissions of a provider at once, so its index would only slow taking them in.
    provider = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+", db_index=False)
    session = models.ForeignKey(AnsweringSession, models.PROTECT, related_name="submissions")
    part = models.CharField(max_length=60, default=WHOLE)
    mode = models.CharField(max_length=12, choices=Mode.choices)
    informant = models.CharField(max_length=10, choices=Informant.choices)
    helped = models.CharField(max_length=12, choices=Helped.choices, default=Helped.ALONE)
    style = models.CharField(max_length=20)
    language = models.CharField(max_length=20)
    order_shown = models.JSONField(default=list)
    answers = models.JSONField()
    content_hash = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    followed_up_at = models.DateTimeField(
        null=True, help_text=_("Empty: what follows still has to be done; a sweep finds it.")
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("id", "mode"), name="submission_with_its_mode"),)
        indexes = (
            models.Index(
                fields=("received_at",), condition=models.Q(followed_up_at=None), name="submissions_to_follow_up"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any], **more: Any) -> Self:
        """Return a row as it was read, its words opened."""
        found = super().from_db(db, field_names, values, **more)
        if "answers" in found.__dict__:
            found.answers = opened_answers(found.answers, found.pk)
        return found


class Quarantine(models.Model):
    """Something that came in and could not be counted: an inbox for a human. Nothing given by a client is lost."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    session = models.ForeignKey(AnsweringSession, models.PROTECT, related_name="quarantined")
    reason = models.CharField(max_length=20, choices=QuarantineReason.choices)
    submission_id = models.UUIDField()
    content = SealedJSONField(seal_as="surveys.quarantine.content")
    content_hash = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("submission_id", "content_hash"), name="quarantined_once_per_content"),
        )

    def __str__(self) -> str:
        return str(self.id)


class SnapshotItem(models.Model):
    """What a publication of a round counted. Reopening only adds; one without a submission was erased since."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey("surveys.Round", models.CASCADE, related_name="snapshot")
    submission = models.OneToOneField(Submission, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.id)
