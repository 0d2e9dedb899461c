"""Who may see to a wish."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from organisations.choices import PERSON_ROLES
from organisations.models import RoleAssignment, Staff
from organisations.queries.trees import paths_above
from supportplans.models import Wish


def staff_near(wish: Wish, *, on: date) -> QuerySet[Staff]:
    """Return, by name, who has a role over persons on the wish's team, or on a unit above it within the provider."""
    here = RoleAssignment.objects.filter(
        staff=OuterRef("pk"),
        unit__path__in=_paths(wish.provider.path, wish.team.path),
        role__in=PERSON_ROLES,
        period__contains=on,
    )
    return Staff.objects.filter(Exists(here)).order_by("name", "pk")


def _paths(top: str, bottom: str) -> list[str]:
    """Give the tree paths from a unit down to one below it, both included."""
    return [path for path in paths_above(bottom) if path.startswith(top)]
