"""The terms of this installation, and what is over by now."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from organisations.rules.retention import Length, Term, goes_on, latest_start


def length_of(term: Term) -> Length:
    """Return how long this installation keeps a class of retention."""
    found: Length = settings.RETENTION[term]
    return found


def until(start: date, term: Term) -> date:
    """Return the first day on which something may go whose term began on `start`."""
    return goes_on(start, length_of(term))


def last_day_over(term: Term, *, on: date) -> date:
    """Return the latest day on which a term began that is over on the day `on`."""
    return latest_start(length_of(term), on)


def over_before(term: Term, *, on: date) -> datetime:
    """Return the moment before which a term began that is over on the day `on`, where the organisation is."""
    return timezone.make_aware(datetime.combine(last_day_over(term, on=on) + timedelta(days=1), time.min))
