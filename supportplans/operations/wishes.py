"""Who sees to a wish."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from supportplans.errors import RejectedError
from supportplans.models import Wish
from supportplans.queries.staff import staff_near
from supportplans.rules.agreements import Fault


@transaction.atomic
def assign(*, wish_id: UUID, person_id: UUID | None, deputy_id: UUID | None, on: date) -> Wish:
    """Give a wish its person and deputy; None leaves the wish with the team.

    Raises `RejectedError` when both are the same, or one of them does not work with the wish's team on the day `on`.
    """
    wish = Wish.objects.select_for_update(of=("self",)).select_related("team", "provider").get(pk=wish_id)
    _check(wish, person_id, deputy_id, on)
    wish.person_id, wish.deputy_id = person_id, deputy_id
    wish.save(update_fields=("person", "deputy"))
    return wish


def _check(wish: Wish, person_id: UUID | None, deputy_id: UUID | None, on: date) -> None:
    if person_id is not None and person_id == deputy_id:
        raise RejectedError([Fault("deputy", _("Choose somebody else as the deputy."))])
    known = set(staff_near(wish, on=on).values_list("pk", flat=True))
    named = {"person": person_id, "deputy": deputy_id}
    faults = [
        Fault(field, _("Choose somebody who works with this team."))
        for field, staff_id in named.items()
        if staff_id is not None and staff_id not in known
    ]
    if faults:
        raise RejectedError(faults)
