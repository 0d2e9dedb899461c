from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.sealing.fields import SealedTextField
from supportplans.choices import ChangeAnswer


class ChangeFlag(models.Model):
    """The named answer to "Blijft het zo? Of wil je iets anders?" for one domain. "It stays so" is a full answer."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    provider = models.ForeignKey("organisations.Unit", models.PROTECT, related_name="+")
    client = models.ForeignKey("organisations.Client", models.CASCADE, related_name="change_flags")
    submission = models.ForeignKey("surveys.Submission", models.PROTECT, related_name="+")
    mode = models.CharField(max_length=12, default="named")
    domain = models.CharField(max_length=40)
    domain_label = models.CharField(max_length=120, help_text=_("The domain in the words the client saw."))
    domain_picture = models.CharField(max_length=40, blank=True)
    answer = models.CharField(max_length=10, choices=ChangeAnswer.choices)
    words = SealedTextField(_("in the client's own words"), blank=True, seal_as="supportplans.flag.words")
    said_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("submission", "domain"), name="one_flag_per_domain"),
            models.CheckConstraint(condition=models.Q(mode="named"), name="flags_only_by_name"),
        )

    def __str__(self) -> str:
        return f"{self.domain}: {self.answer}"
