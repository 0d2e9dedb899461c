"""This room's own part: the own support worker of somebody who moves."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from organisations.life.base import Follower
from organisations.models import Client, Departure, Placement
from organisations.queries.staff import workers_for


class PeopleFollow(Follower):
    """Who does not work where a client is now is not their own support worker any more, and asks them nothing."""

    def returned(self, departure: Departure, *, staff_id: UUID | None, at: datetime, on: date) -> None:
        """Look again at who supports the client."""
        del staff_id, at
        self.moved([departure.client_id], on=on)

    def moved(self, client_ids: Collection[UUID], *, on: date) -> None:
        """Let go of support workers who do not work with the team; the team chooses another one."""
        supported = Client.objects.filter(pk__in=client_ids).exclude(support_worker=None)
        going = [client.pk for client in supported.select_related("provider") if not _supports_still(client, on)]
        Client.objects.filter(pk__in=going).update(support_worker=None)


def _supports_still(client: Client, on: date) -> bool:
    paths = Placement.objects.filter(client=client, period__contains=on).values_list("unit__path", flat=True)
    near = [workers_for(path, within=client.provider.path, on=on) for path in paths]
    return not near or any(staff.filter(pk__in=[client.support_worker_id]).exists() for staff in near)
