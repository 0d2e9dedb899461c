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
    """Return the clients with the conditions of `STANDING`, and with `invited` and `invitation_id` of an open round."""
    mine = OuterRef("pk")
    invited = Invitation.objects.filter(
        frame_member__client=mine, frame_member__round__status=RoundStatus.OPEN, audience=Audience.CLIENT
    )
    to_ask = invited.filter(outcome=Outcome.OPEN)
    waiting = Wish.objects.filter(client=mine, agreements=None)
    late = Agreement.objects.filter(client=mine, state=AgreementState.MADE, due_on__lt=on)
    latest = ChangeFlag.objects.filter(client=mine).order_by("-submission__received_at").values("submission")[:1]
    told = Feedback.objects.filter(submission=OuterRef("latest_submission"))
    return clients.annotate(
        invited=Exists(invited),
        still_to_ask=Exists(to_ask),
        invitation_id=Subquery(to_ask.order_by("frame_member__round__closes_on").values("pk")[:1]),
        wish_waits=Exists(waiting),
        over_date=Exists(late),
        latest_submission=Subquery(latest),
        to_tell=Q(latest_submission__isnull=False) & ~Exists(told),
    )
