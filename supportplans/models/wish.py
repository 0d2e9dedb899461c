from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.sealing.fields import SealedTextField
from supportplans.choices import WishEnd
from supportplans.models.change_flag import ChangeFlag


class Wish(models.Model):
    """Something a client wants different. It belongs to the team, with a person and a deputy, and outlives them."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    client = models.ForeignKey("organisations.Client", models.CASCADE, related_name="wishes")
    flag = models.OneToOneField(ChangeFlag, models.PROTECT, null=True, related_name="wish")
    team = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="wishes")
    person = models.ForeignKey("organisations.Staff", models.SET_NULL, null=True, blank=True, related_name="wishes")
    deputy = models.ForeignKey("organisations.Staff", models.SET_NULL, null=True, blank=True, related_name="+")
    text = SealedTextField(_("what the client wants"), blank=True, seal_as="supportplans.wish.text")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, editable=False, help_text=_("Set by the database itself."))
    came_from = models.ForeignKey(
        "organisations.Unit",
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text=_("Where the client lived before."),
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, choices=WishEnd.choices, blank=True, db_default="")

    def __str__(self) -> str:
        return str(self.id)
