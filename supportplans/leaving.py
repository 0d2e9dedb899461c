"""The work of a member of staff that this room knows: the open wishes that they see to, or stand in for."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from supportplans.choices import AgreementState
from supportplans.models import Wish

OPEN = Q(ended_at=None) & (Q(agreements=None) | Q(agreements__state=AgreementState.MADE))
"""Wishes for which nothing was agreed yet, or what was agreed is not done yet."""


class OpenWishes:
    """The open wishes whose person somebody is."""

    label: str | Promise = _("open wishes")

    def count(self, staff_id: UUID, *, on: date) -> Mapping[UUID, int]:
        """Return how many there are, by team."""
        return _by_team(Wish.objects.filter(OPEN, person=staff_id))

    def hand_over(self, *, of: UUID, to: UUID | None, team_id: UUID, on: date) -> None:
        """Give the wishes of one team another person. Whoever was the deputy of one becomes its person alone."""
        found = _open_of_team(team_id, person=of)
        Wish.objects.filter(pk__in=found, deputy=to).update(deputy=None)
        Wish.objects.filter(pk__in=found).update(person=to)


class WishesAsDeputy:
    """The open wishes whose deputy somebody is."""

    label: str | Promise = _("open wishes as deputy")

    def count(self, staff_id: UUID, *, on: date) -> Mapping[UUID, int]:
        """Return how many there are, by team."""
        return _by_team(Wish.objects.filter(OPEN, deputy=staff_id))

    def hand_over(self, *, of: UUID, to: UUID | None, team_id: UUID, on: date) -> None:
        """Give the wishes of one team another deputy; none where the new one sees to the wish already."""
        found = _open_of_team(team_id, deputy=of)
        Wish.objects.filter(pk__in=found).update(deputy=None)
        Wish.objects.filter(pk__in=found).exclude(person=to).update(deputy=to)


def _open_of_team(team_id: UUID, **of: UUID) -> list[UUID]:
    return list(Wish.objects.filter(OPEN, team=team_id, **of).values_list("pk", flat=True))


def _by_team(found: QuerySet[Wish]) -> Mapping[UUID, int]:
    rows = found.values("team").annotate(wishes=Count("pk", distinct=True))
    return {row["team"]: row["wishes"] for row in rows}
