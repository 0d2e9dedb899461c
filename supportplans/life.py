"""What happens in lives, in this room: wishes and agreements end, open again, and travel along."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from organisations.choices import DepartureKind, Product
from organisations.life.base import Follower
from organisations.merging.base import Line
from organisations.models import Departure, Placement, Unit
from supportplans.choices import AgreementState, WishEnd
from supportplans.models import Agreement, Goal, Wish
from supportplans.operations.hand_overs import take_back_waiting
from supportplans.queries.staff import staff_near

WISH_ENDS = {DepartureKind.DIED: WishEnd.DIED, DepartureKind.LEFT: WishEnd.LEFT}
AGREEMENT_ENDS = {
    DepartureKind.DIED: AgreementState.ENDED_BY_DEATH,
    DepartureKind.LEFT: AgreementState.ENDED_BY_LEAVING,
}
BY_WEIGHT = (Product.LIVING, Product.AMBULANT, Product.DAY)
"""Where somebody lives weighs more than where they spend the day."""


class PlansFollow(Follower):
    """Open wishes, agreements and goals end with the client's leaving and are kept; they go where the client goes."""

    def gone(self, departure: Departure) -> None:
        """End every open wish, agreement and goal of the client; nobody accepts a hand-over of who died."""
        end_plans(departure)
        if departure.kind == DepartureKind.DIED:
            take_back_waiting(client_id=departure.client_id, staff_id=departure.noted_by_id, at=departure.noted_at)

    def mistaken(self, departure: Departure, *, staff_id: UUID | None, at: datetime) -> None:
        """Open again what ended at that moment."""
        del staff_id
        _open_again(departure)
        self.moved([departure.client_id], on=localdate(at))

    def returned(self, departure: Departure, *, staff_id: UUID | None, at: datetime, on: date) -> None:
        """Open again what leaving ended, with the team where the client is now."""
        del staff_id, at
        _open_again(departure)
        self.moved([departure.client_id], on=on)

    def moved(self, client_ids: Collection[UUID], *, on: date) -> None:
        """Give open wishes to the team where the client is now, with nobody's name on them: that team decides.

        Where the team stays, but not everybody on whom a wish rested works with it, the others decide.
        """
        places = _places(client_ids, on)
        for wish in Wish.objects.filter(client__in=client_ids, ended_at=None).select_related("team", "provider"):
            there = places.get(wish.client_id, [])
            if there and not any(unit.path.startswith(wish.team.path) for unit in there):
                _hand(wish, there[0])
            elif wish.person_id or wish.deputy_id:
                _without_strangers(wish, on)

    def hangs_on(self, unit: Unit, client_ids: Collection[UUID] | None = None) -> list[Line]:
        """Count the wishes of the unit's team."""
        count = _of_team(unit, client_ids).count()
        return [Line("Wish", _("wishes"), count)] if count else []

    def absorbed(self, unit: Unit, into: Unit, client_ids: Collection[UUID] | None = None) -> None:
        """Give the wishes to the other team; who sees to them stays where they go along, see `moved`."""
        _of_team(unit, client_ids).update(team=into)


def _of_team(unit: Unit, client_ids: Collection[UUID] | None) -> QuerySet[Wish]:
    wishes = Wish.objects.filter(team=unit)
    return wishes if client_ids is None else wishes.filter(client__in=client_ids)


def end_plans(departure: Departure) -> None:
    """End the open wishes, agreements and goals of the client of a departure; doing it again changes nothing."""
    kind = DepartureKind(departure.kind)
    about = {"client": departure.client_id, "ended_at": None}
    Wish.objects.filter(**about).update(ended_at=departure.noted_at, ended_by=WISH_ENDS[kind])
    Agreement.objects.filter(**about, state=AgreementState.MADE).update(
        ended_at=departure.noted_at, state=AGREEMENT_ENDS[kind]
    )
    Goal.objects.filter(**about).update(ended_at=departure.noted_at)


def _open_again(departure: Departure) -> None:
    about = {"client": departure.client_id, "ended_at": departure.noted_at}
    Wish.objects.filter(**about).update(ended_at=None, ended_by="")
    Agreement.objects.filter(**about).update(ended_at=None, state=AgreementState.MADE)
    Goal.objects.filter(**about).update(ended_at=None)


def _places(client_ids: Iterable[UUID], on: date) -> dict[UUID, list[Unit]]:
    """The units where each client is placed on a day, the one that counts most first."""
    rows = Placement.objects.filter(client__in=list(client_ids), period__contains=on).select_related("unit")
    found: dict[UUID, list[Unit]] = {}
    for row in sorted(rows, key=lambda row: (BY_WEIGHT.index(Product(row.product)), row.unit.path)):
        found.setdefault(row.client_id, []).append(row.unit)
    return found


def _hand(wish: Wish, team: Unit) -> None:
    wish.came_from, wish.team = wish.team, team
    wish.person, wish.deputy = None, None
    wish.save(update_fields=("came_from", "team", "person", "deputy"))


def _without_strangers(wish: Wish, on: date) -> None:
    near = set(staff_near(wish, on=on).values_list("pk", flat=True))
    for name in ("person", "deputy"):
        if getattr(wish, f"{name}_id") not in near:
            setattr(wish, name, None)
    wish.save(update_fields=("person", "deputy"))
