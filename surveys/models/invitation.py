from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.sealing.fields import SealedTextField
from surveys.choices import COUNTED_OUTCOMES, Audience, CodePurpose, FrameEvent, Informant, Outcome, Perspective

Q = models.Q
WHO_ANSWERS = (
    Q(audience=Audience.CLIENT, relative__isnull=True, staff__isnull=True)
    | Q(audience=Audience.RELATIVE, relative__isnull=False, staff__isnull=True, case__isnull=True)
    | Q(audience=Audience.SUPPORT_WORKER, relative__isnull=True, case__isnull=False)
    | (Q(audience=Audience.OBSERVER, case__isnull=False) & (Q(relative__isnull=True) | Q(staff__isnull=True)))
)
"""A client answers as the client, a relative as a relative; who looks along is a relative or a member of staff.

Nobody of staff: the support worker's part that nobody took yet, or an account that is gone.
"""


class FrameMember(models.Model):
    """A client in the frame of a round: eligible on the reference date, counted in the unit of that moment.

    Once per round, but for who turned out to stand in the list under two numbers.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    round = models.ForeignKey("surveys.Round", models.CASCADE, related_name="frame")
    client = models.ForeignKey("organisations.Client", models.CASCADE, related_name="frame_memberships")
    round_unit = models.ForeignKey("surveys.RoundUnit", models.PROTECT, related_name="frame")
    eligible = models.BooleanField(default=True)
    reason = models.CharField(_("why not"), max_length=120, blank=True)
    happened = models.CharField(
        _("what happened since the round opened"), max_length=10, choices=FrameEvent.choices, blank=True, db_default=""
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("round", "client"),
                name="client_once_per_round",
                condition=~Q(happened=FrameEvent.DUPLICATE),
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Invitation(models.Model):
    """One person who is asked once. Answered and preferred-not-to exclude each other in the database.

    In a case it says from which side that person knows the client.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+", db_index=False)
    frame_member = models.ForeignKey(FrameMember, models.CASCADE, related_name="invitations")
    audience = models.CharField(max_length=20, choices=Audience.choices)
    informant = models.CharField(max_length=10, choices=Informant.choices)
    relative = models.ForeignKey("organisations.Relative", models.CASCADE, null=True, related_name="invitations")
    # Most invitations have neither: the partial indexes below hold the few that do, and cost the others nothing.
    staff = models.ForeignKey(
        "organisations.Staff", models.SET_NULL, null=True, related_name="invitations", db_index=False
    )
    case = models.ForeignKey("surveys.Case", models.CASCADE, null=True, related_name="invitations", db_index=False)
    perspective = models.CharField(max_length=20, choices=Perspective.choices, blank=True, default="", db_default="")
    outcome = models.CharField(max_length=30, choices=Outcome.choices, default=Outcome.OPEN)
    reason = SealedTextField(_("reason"), max_length=200, blank=True, seal_as="surveys.invitation.reason")
    counted = models.OneToOneField("surveys.Submission", models.PROTECT, null=True, related_name="counted_for")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("frame_member", "audience", "informant", "relative"),
                name="one_invitation_per_person",
                nulls_distinct=False,
                condition=Q(case__isnull=True),
            ),
            models.UniqueConstraint(
                fields=("case", "perspective"), name="one_invitation_per_side", condition=Q(case__isnull=False)
            ),
            models.UniqueConstraint(
                fields=("case", "relative"), name="relative_once_per_case", condition=Q(case__isnull=False)
            ),
            models.UniqueConstraint(
                fields=("staff", "case"), name="staff_once_per_case", condition=Q(staff__isnull=False)
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=sorted(COUNTED_OUTCOMES), counted__isnull=False)
                | (~Q(outcome__in=sorted(COUNTED_OUTCOMES)) & Q(counted__isnull=True)),
                name="answered_exactly_when_a_submission_counts",
            ),
            models.CheckConstraint(condition=WHO_ANSWERS, name="each_answers_as_who_they_are"),
            models.CheckConstraint(
                condition=Q(case__isnull=True, perspective="") | (Q(case__isnull=False) & ~Q(perspective="")),
                name="a_side_exactly_in_a_case",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class OutcomeChange(models.Model):
    """What an outcome was before: a correction leaves a trace."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="changes")
    before = models.CharField(max_length=30, choices=Outcome.choices)
    after = models.CharField(max_length=30, choices=Outcome.choices)
    staff = models.ForeignKey("organisations.Staff", models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"


class AccessCode(models.Model):
    """A code on a letter. Only a keyed hash is stored; a reprint voids the former; it is used when sent or refused."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="codes")
    purpose = models.CharField(max_length=10, choices=CodePurpose.choices, default=CodePurpose.ANSWER)
    code_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)
