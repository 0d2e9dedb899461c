from uuid import uuid4

from django.db import models

from organisations.choices import FileKind
from organisations.models.staff import Staff


class TraceExport(models.Model):
    """A file of events that a keeper of the access log asked for. A job makes it; after some days it goes.

    `selection` is what was searched for and, once the file is made, in the log of which units: ids, codes and days,
    never a name. `file` is sealed, empty until it is ready.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    staff = models.ForeignKey(Staff, models.CASCADE, related_name="trace_exports")
    selection = models.JSONField(default=dict)
    kind = models.CharField(max_length=10, choices=FileKind.choices, db_default=FileKind.CSV)
    language = models.CharField(max_length=12, db_default="nl")
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(db_index=True)
    file = models.CharField(max_length=100, blank=True)
    events = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M} · {self.events}"
