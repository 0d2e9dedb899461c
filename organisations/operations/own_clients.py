"""The clients whose own support worker somebody is, as work that goes to a colleague when they leave."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from organisations.models import Client, Placement


class OwnClients:
    """Own clients, each counted in the team of the first placement of the day; without one they are no work."""

    label: str | Promise = _("own clients")

    def count(self, staff_id: UUID, *, on: date) -> Mapping[UUID, int]:
        """Return how many there are, by team."""
        return Counter(_placed(staff_id, on).values_list("team_id", flat=True))

    def hand_over(self, *, of: UUID, to: UUID | None, team_id: UUID, on: date) -> None:
        """Give those of one team another support worker, or none."""
        found = list(_placed(of, on).filter(team_id=team_id).values_list("pk", flat=True))
        Client.objects.filter(pk__in=found).update(support_worker_id=to)


def _placed(staff_id: UUID, on: date) -> QuerySet[Any]:
    """Return the clients with `team_id`; the types do not know annotations."""
    placements = Placement.objects.filter(client=OuterRef("pk"), period__contains=on).order_by("unit__path")
    mine = Client.objects.filter(support_worker_id=staff_id)
    return mine.annotate(team_id=Subquery(placements.values("unit")[:1])).exclude(team_id=None)
