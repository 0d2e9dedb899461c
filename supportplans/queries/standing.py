"""How things stand for clients, decided by the database, so that a list may be searched, counted and cut into pages."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from organisations.models import Client
from supportplans.choices import AgreementState
from supportplans.models import Agreement, ChangeFlag, Feedback, Wish
from surveys.choices import Audience, Outcome, RoundStatus
from surveys.models import Invitation

STANDING = ("still_to_ask", "wish_waits", "over_date", "to_tell")
"""The annotations that together are a `rules.next_step.Standing`."""


def with_standing(clients: QuerySet[Client], *, on: date) -> QuerySet[Any]:
    """Return the clients with the conditions of `STANDING`, and whether an open round invites them as `is_invited`."""
    mine = OuterRef("pk")
    invited = Invitation.objects.filter(
        frame_member__client=mine, frame_member__round__status=RoundStatus.OPEN, audience=Audience.CLIENT
    )
    waiting = Wish.objects.filter(client=mine, agreements=None, ended_at=None)
    late = Agreement.objects.filter(client=mine, state=AgreementState.MADE, due_on__lt=on)
    latest = ChangeFlag.objects.filter(client=mine).order_by("-submission__received_at").values("submission")[:1]
    told = Feedback.objects.filter(submission=OuterRef("latest_submission"))
    return clients.annotate(
        is_invited=Exists(invited),
        still_to_ask=Exists(invited.filter(outcome=Outcome.OPEN)),
        wish_waits=Exists(waiting),
        over_date=Exists(late),
        latest_submission=Subquery(latest),
        to_tell=Q(latest_submission__isnull=False) & ~Exists(told),
    )
