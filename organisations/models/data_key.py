from django.db import models

from organisations.choices import KeyKind


class DataKey(models.Model):
    """A key that seals, wrapped by the one that follows from `DATA_KEY`. None is ever removed: old rows need old keys.

    `resealed` and `resealed_at`: how far what was sealed before has been sealed anew with this key.
    """

    id = models.CharField(primary_key=True, max_length=8, editable=False)
    kind = models.CharField(max_length=12, choices=KeyKind.choices)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()
    resealed = models.JSONField(default=dict)
    resealed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kind",), condition=models.Q(kind=KeyKind.FINGERPRINT), name="one_key_of_fingerprints"
            ),
        )

    def __str__(self) -> str:
        return self.id
