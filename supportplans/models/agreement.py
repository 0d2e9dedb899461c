from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.sealing.fields import SealedTextField
from supportplans.choices import AgreementState
from supportplans.models.wish import Wish


class Agreement(models.Model):
    """What is going to happen: what, who and when, in words the client understands. Needs no wish and no goal.

    `submission` and `question`: the answer by name in which the client agreed it; empty when staff wrote it down.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    client = models.ForeignKey("organisations.Client", models.CASCADE, related_name="agreements")
    wish = models.ForeignKey(Wish, models.PROTECT, null=True, related_name="agreements")
    submission = models.ForeignKey(
        "surveys.Submission", models.PROTECT, null=True, related_name="+", help_text=_("In which the client agreed it.")
    )
    question = models.CharField(max_length=60, blank=True)
    mode = models.CharField(max_length=12, default="named")
    what = SealedTextField(_("what"), max_length=1000, seal_as="supportplans.agreement.what")
    who = SealedTextField(
        _("who"), max_length=500, seal_as="supportplans.agreement.who", help_text=_("May be the client.")
    )
    due_on = models.DateField(_("when"), null=True, help_text=_("Empty: no day was agreed."))
    state = models.CharField(max_length=12, choices=AgreementState.choices, default=AgreementState.MADE)
    reason = SealedTextField(
        _("why it is not possible, in words for the client"),
        max_length=300,
        blank=True,
        seal_as="supportplans.agreement.reason",
    )
    made_by = models.ForeignKey("organisations.Staff", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, editable=False, help_text=_("Set by the database itself."))
    ended_at = models.DateTimeField(null=True, help_text=_("When death or leaving ended it."))

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state=AgreementState.NOT_POSSIBLE) | ~models.Q(reason=""),
                name="not_possible_needs_a_reason",
            ),
            models.UniqueConstraint(fields=("submission", "question"), name="one_agreement_per_answer"),
            models.CheckConstraint(condition=models.Q(mode="named"), name="agreements_only_by_name"),
        )

    def __str__(self) -> str:
        return str(self.id)
