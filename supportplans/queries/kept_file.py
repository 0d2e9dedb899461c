"""What was agreed with somebody who died or gets no support any more: to read, with nothing left to do."""

from dataclasses import dataclass

from organisations.models import Client
from supportplans.models import Agreement, Goal, Wish


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The wishes, agreements and goals of a client who is gone, each the newest first, with how they ended."""

    client: Client
    wishes: tuple[Wish, ...]
    agreements: tuple[Agreement, ...]
    goals: tuple[Goal, ...]


def kept_file(client: Client) -> KeptFile:
    """Return it. Three queries."""
    wishes = Wish.objects.filter(client=client).select_related("flag", "team").order_by("-created_at", "pk")
    agreements = Agreement.objects.filter(client=client).order_by("-made_at", "pk")
    goals = Goal.objects.filter(client=client).order_by("-made_at", "pk")
    return KeptFile(client, tuple(wishes), tuple(agreements), tuple(goals))
