"""When a client was asked with a recognised instrument, and by when that has to be done again."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q
from django.utils.timezone import localdate

from instruments.recognition import ask_again_by, counts_for_three_years
from surveys.choices import Audience
from surveys.definitions import definitions_by
from surveys.models import Submission


@dataclass(frozen=True, slots=True)
class Recognised:
    """The day on which somebody was asked last with an instrument that then was recognised, and the day it runs out."""

    last: date
    again_by: date


def last_recognised(client_id: UUID) -> Recognised | None:
    """Return when a client was asked so, None when never. Two queries at most.

    The client's own answers count, and an observation when enough people looked: then it counts from the last of them.
    """
    enough = Q(counted_for__audience=Audience.OBSERVER, counted_for__case__finished__gte=F("counted_for__case__needed"))
    own = Q(counted_for__audience=Audience.CLIENT)
    rows = Submission.objects.filter(own | enough, counted_for__frame_member__client_id=client_id)
    given = [(sha256, localdate(at)) for sha256, at in rows.values_list("session__release__sha256", "received_at")]
    definitions = definitions_by(sha256 for sha256, _on in given)
    asked = [(definitions[sha256].recognition, on) for sha256, on in given]
    again_by = ask_again_by(asked)
    if again_by is None:
        return None
    return Recognised(max(on for recognition, on in asked if counts_for_three_years(recognition, on)), again_by)
