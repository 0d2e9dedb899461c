"""The only clock: views and jobs read it and pass the moment on, so rules and operations stay testable."""

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return this moment, with its time zone."""
    return timezone.now()


def today() -> date:
    """Return the calendar day where the organisation is."""
    return timezone.localdate()
