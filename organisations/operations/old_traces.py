"""What is over its term leaves the access log, and nothing else ever does."""

from datetime import date, datetime, time

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from organisations.choices import Action
from organisations.data import SYSTEM
from organisations.models import TraceExport
from organisations.operations.traces import record
from organisations.rules.retention import Term, latest_start

AT_ONCE = 10_000
OLD = """
    DELETE FROM organisations_accessevent WHERE id IN (
        SELECT id FROM organisations_accessevent WHERE at < %(before)s ORDER BY at LIMIT %(limit)s
    ) RETURNING provider_id
"""


def remove_old_traces(*, on: date) -> int:
    """Remove the events whose term is over on a day; the log keeps how many each provider lost. Return how many.

    The term is `ACCESS_LOG_YEARS`, five at least; the database refuses anything younger whatever is said here.
    """
    last = latest_start(settings.RETENTION[Term.ACCESS_LOG], on)
    before = timezone.make_aware(datetime.combine(last, time.max))
    removed = 0
    while some := _remove_some(before):
        removed += some
    return removed


@transaction.atomic
def _remove_some(before: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('clientvoice.removes_old_traces', 'yes', true)")
        cursor.execute(OLD, {"before": before, "limit": AT_ONCE})
        gone = [provider for (provider,) in cursor.fetchall()]
        cursor.execute("SELECT set_config('clientvoice.removes_old_traces', 'no', true)")
    for provider in set(gone):
        thing = f"events:{gone.count(provider)}"
        record(actor=SYSTEM, action=Action.LOG_REMOVED, client_id=None, provider_id=provider, thing=thing)
    return len(gone)


@transaction.atomic
def remove_old_exports(*, at: datetime) -> int:
    """Remove the files of the log whose time is over, and return how many."""
    _rows, kinds = TraceExport.objects.filter(ends_at__lte=at).delete()
    return kinds.get(TraceExport._meta.label, 0)  # noqa: SLF001 -- Django's documented name
