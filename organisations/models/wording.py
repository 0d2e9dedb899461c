from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.unit import Unit


class Wording(models.Model):
    """The organisation's own words, set once on a unit and valid for all below it."""

    unit = models.OneToOneField(Unit, models.CASCADE, primary_key=True, related_name="wording")
    client = models.CharField(_("a client is called"), max_length=40, default="cliënt")
    clients = models.CharField(_("clients are called"), max_length=40, default="cliënten")
    plan = models.CharField(_("the support plan is called"), max_length=60, default="ondersteuningsplan")
    support = models.CharField(
        _("support is called"),
        max_length=40,
        blank=True,
        help_text=_("For instance zorg, hulp or ondersteuning; left empty, each questionnaire has its own word."),
    )
    reflection = models.CharField(
        _("talking about results with the team is called"), max_length=60, default="teamreflectie"
    )
    adviser = models.CharField(
        _("the confidential adviser"),
        max_length=160,
        blank=True,
        help_text=_("Name and telephone number; clients see them on their last page."),
    )
    complaints_officer = models.CharField(
        _("the complaints officer"),
        max_length=160,
        blank=True,
        help_text=_("Name and telephone number; clients see them on their last page."),
    )

    def __str__(self) -> str:
        return f"{self.client} · {self.plan} · {self.reflection}"
