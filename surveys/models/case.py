from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from surveys.choices import CaseKind
from surveys.models.invitation import FrameMember

MOST_NEEDED = 10


class Case(models.Model):
    """One client about whom several people answer, each from another side.

    needed: how many answers make it whole. finished: how many came in; counted up with each, in the same transaction.
    gave_way: another case about the same person, who stood in the list twice, is the one that counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+", db_index=False)
    frame_member = models.ForeignKey(FrameMember, models.CASCADE, related_name="cases")
    kind = models.CharField(max_length=20, choices=CaseKind.choices)
    needed = models.PositiveSmallIntegerField(validators=[MinValueValidator(2), MaxValueValidator(MOST_NEEDED)])
    finished = models.PositiveSmallIntegerField(default=0)
    gave_way = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("frame_member", "kind"), name="one_case_of_a_kind"),
            models.CheckConstraint(condition=models.Q(needed__range=(2, MOST_NEEDED)), name="a_case_needs_several"),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_complete(self) -> bool:
        """Whether enough answers came in to lay them side by side."""
        return self.finished >= self.needed
