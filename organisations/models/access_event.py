from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.choices import Action, ActorKind, Role


class AccessEvent(models.Model):
    """That somebody saw or did something, as NEN 7513 asks: when, who, in what role, about whom, what, why.

    Never what was seen: no answer, no name. A trigger refuses changes and, within five years, removal. Nothing here is
    a foreign key, so an event outlives whatever it names, and nothing else refers to an event: the table can be split
    by time or by provider without touching another one. What an id means is looked up while the row is there.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    at = models.DateTimeField(_("when"))
    provider_id = models.UUIDField(
        help_text=_("The provider that keeps this event; for what concerns no provider, the unit at the top.")
    )
    actor_kind = models.CharField(max_length=10, choices=ActorKind.choices)
    actor_id = models.UUIDField(null=True)
    actor_roles = ArrayField(models.CharField(max_length=20, choices=Role.choices), default=list)
    on_behalf_of = models.UUIDField(null=True, help_text=_("The member of staff for whom it was done, if another one."))
    source = models.CharField(max_length=60, help_text=_("Refers to a sign-in or tablet; it cannot be used as one."))
    action = models.CharField(max_length=20, choices=Action.choices)
    client_id = models.UUIDField(null=True)
    page = models.CharField(max_length=80, help_text=_("The name of the page, without what it was about."))
    thing = models.CharField(max_length=120, help_text=_("The kind of what it was, and its id; never what it says."))
    reason = models.CharField(max_length=400)

    class Meta:
        indexes = (
            models.Index(fields=("client_id", "-at"), name="access_event_by_client"),
            models.Index(fields=("provider_id", "-at"), name="access_event_by_provider"),
            models.Index(fields=("actor_id", "-at"), name="access_event_by_actor"),
            BrinIndex(fields=("at",), name="access_event_by_time"),
        )

    def __str__(self) -> str:
        return f"{self.get_action_display()} · {self.at:%Y-%m-%d %H:%M}"
