from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node


class Unit(MP_Node):  # type: ignore[misc]  # treebeard ships no types
    """A place in the organisation: cooperative, provider, location, team, or whatever the organisation calls it.

    The tree may have any depth. `level` is the organisation's own label. Rights over persons stop at the provider.
    Siblings stand in the order of their making, so that a path never changes when a sibling comes; pages sort by name.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120)
    level = models.CharField(_("what this level is called"), max_length=60)
    is_provider = models.BooleanField(
        _("is a provider"),
        default=False,
        help_text=_("Rights over persons stop here, and client numbers are unique here."),
    )
    closed_on = models.DateField(
        _("closed on"), null=True, blank=True, help_text=_("From this day it is no choice any more; its past stays.")
    )
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text=_("The unit that took over all of it when it was closed; who leads that one reads its past."),
    )

    def __str__(self) -> str:
        return self.name
