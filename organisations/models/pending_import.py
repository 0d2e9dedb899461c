from uuid import uuid4

from django.db import models

from organisations.models.staff import Staff
from organisations.models.unit import Unit


class PendingImport(models.Model):
    """A file with people, kept for an hour between its preview and the yes of the person who chose it; one each."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    staff = models.OneToOneField(Staff, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    content = models.BinaryField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
