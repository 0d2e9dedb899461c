from uuid import uuid4

from django.db import models


class Backup(models.Model):
    """A backup that was made and read back. It says when and how much, and nothing of what is in it.

    `tried_at` is when it was last restored into a database of its own and compared, if ever.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    size = models.BigIntegerField(help_text="bytes of all parts together")
    tried_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return self.name
