"""The only getters of this room's rows for views. Whoever may not see the client is told that nothing is there."""

from datetime import date
from uuid import UUID

from django.shortcuts import get_object_or_404

from organisations import access
from organisations.data import Rights
from supportplans.models import Agreement, Goal, Wish


def wish(rights: Rights, wish_id: UUID, *, on: date) -> Wish:
    """Return the wish of a client who may be seen; raises `Http404` for a stranger."""
    visible = Wish.objects.filter(client__in=access.reached(rights, on=on))
    found = get_object_or_404(visible.select_related("client", "flag", "team", "provider"), pk=wish_id)
    rights.note(found.client_id, found.client.provider_id, f"wish:{found.pk}")
    return found


def agreement(rights: Rights, agreement_id: UUID, *, on: date) -> Agreement:
    """Return the agreement of a client who may be seen; raises `Http404` for a stranger."""
    visible = Agreement.objects.filter(client__in=access.reached(rights, on=on))
    found = get_object_or_404(visible.select_related("client", "wish"), pk=agreement_id)
    rights.note(found.client_id, found.client.provider_id, f"agreement:{found.pk}")
    return found


def goal(rights: Rights, goal_id: UUID, *, on: date) -> Goal:
    """Return the goal of a client who may be seen; raises `Http404` for a stranger."""
    visible = Goal.objects.filter(client__in=access.reached(rights, on=on))
    found = get_object_or_404(visible.select_related("client"), pk=goal_id)
    rights.note(found.client_id, found.client.provider_id, f"goal:{found.pk}")
    return found
