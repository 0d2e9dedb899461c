"""Single rows of this room, for tests that are not about how they came to be."""

from datetime import timedelta

from organisations.clock import now, today
from organisations.models import Client
from supportplans.models import Agreement, Goal, Wish
from supportplans.operations.agreements import make_agreement
from supportplans.operations.goals import add_goal


def waiting_wish(client: Client) -> Wish:
    """Return a wish of a client about which nothing is agreed yet."""
    team = client.placements.get().unit
    return Wish.objects.create(provider=client.provider, client=client, team=team, text="Iets anders", created_at=now())


def wanted_goal(client: Client, words: str = "Zelf koken") -> Goal:
    """Return a goal that a client wants."""
    return add_goal(client=client, words=words, wanted_by_client=True, staff_id=None, at=now())


def made_agreement(client: Client) -> Agreement:
    """Return an agreement with a client, without a wish."""
    return make_agreement(
        client=client,
        wish=None,
        what="Samen wandelen",
        who=client.first_name,
        due_on=today() + timedelta(days=7),
        staff_id=None,
        on=today(),
        at=now(),
    )
